import { type MediaFacts, noFrames, setDuration, setSize } from '../facts.ts';
import { type Box, boxes, findBox, topBoxes } from './boxes.ts';
import { readFragments } from './fragments.ts';
import type { HoldsData } from './samples.ts';
import { type Mp4Track, readTimescale, readTrack } from './track.ts';

/**
 * MP4 and its kin (QuickTime, 3GP): the boxes of ISO/IEC 14496-12. The picture plays for as long as its samples and its
 * edit list say, in the tables of the header and in fragments; durations written elsewhere are ignored. Media data is
 * stepped over, never read.
 */
export function readMp4(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const top = topBoxes(bytes);
  const cut = top.find((box) => box.end > bytes.length);
  if (cut) facts.faults.push(`truncated: the file ends inside its ${cut.type} box`);
  const moov = top.find((box) => box.type === 'moov');
  if (!moov) facts.faults.push('moov box missing');
  if (!cut && !top.some((box) => box.type === 'mdat')) facts.faults.push('mdat box missing');
  if (moov) readMovie(bytes, moov, top, facts);
  return facts;
}

/** More than any clip has; bounds the work on a file of nothing but tracks. */
const maxTracks = 100;

function readMovie(bytes: Buffer, moov: Box, top: readonly Box[], facts: MediaFacts): void {
  const holdsData: HoldsData = (at, end) => at >= 0 && end <= bytes.length && (end <= moov.at || at >= moov.end);
  const fragments = readFragments(bytes, top, moov, holdsData);
  const movieTimescale = readTimescale(bytes, findBox(bytes, moov, 'mvhd'));
  const tracks: Mp4Track[] = [];
  for (const box of boxes(bytes, moov.start, moov.end)) {
    if (box.type === 'trak' && tracks.length < maxTracks) tracks.push(readTrack(bytes, box, { movieTimescale, fragments, holdsData }));
  }
  // Which tracks a cut header has lost is unknown.
  const isComplete = moov.end <= bytes.length;
  const audio = tracks.find(({ handler, count }) => handler === 'soun' && count > 0);
  if (audio || isComplete) facts.audioCodec = audio ? (audio.codec ?? 'unknown') : null;
  const video = chooseVideo(tracks);
  if (video) reportVideo(video, facts);
  else if (isComplete) facts.faults.push('no video track');
}

/**
 * The one that a player shows: the longest that moves, is enabled, and has its frames in the file. A thumbnail is a track of one
 * frame, and stands first in some files, enabled or not.
 */
function chooseVideo(tracks: readonly Mp4Track[]): Mp4Track | undefined {
  const rank = ({ count, areMissing, isEnabled, seconds }: Mp4Track): number[] => [
    count > 0 && !areMissing ? 1 : 0,
    count > 1 ? 1 : 0,
    isEnabled ? 1 : 0,
    seconds,
  ];
  return tracks.filter(({ handler }) => handler === 'vide').sort((one, other) => compare(rank(other), rank(one)))[0];
}

/** The first difference decides. */
function compare(one: readonly number[], other: readonly number[]): number {
  const differences = one.map((value, index) => value - (other[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function reportVideo(video: Mp4Track, facts: MediaFacts): void {
  if (video.count > 0 && !video.areMissing) setDuration(facts, video.seconds);
  setSize(facts, video.width, video.height);
  facts.rotation = video.rotation;
  if (video.codec) facts.videoCodec = video.codec;
  // What a cut file lacks was said once.
  if (facts.faults.length > 0) return;
  if (video.areMissing) facts.faults.push('broken: the frames that its header lists are not in the file');
  else if (video.count === 0) facts.faults.push(noFrames);
}
