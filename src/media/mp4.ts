import { type MediaFacts, setDuration, setSize } from './facts.ts';
import { type Box, boxes, findBox } from './mp4-boxes.ts';
import { fragmentedSeconds } from './mp4-fragments.ts';
import { readTimes, readTrack } from './mp4-track.ts';

/** MP4 and its kin (QuickTime, 3GP): the boxes of ISO/IEC 14496-12. Media data is stepped over, never read. */
export function readMp4(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const top = [...boxes(bytes)];
  const cut = top.find((box) => box.end > bytes.length);
  if (cut) facts.faults.push(`truncated: the file ends inside its ${cut.type} box`);
  const moov = top.find((box) => box.type === 'moov');
  if (!moov) facts.faults.push('moov box missing');
  if (!cut && !top.some((box) => box.type === 'mdat')) facts.faults.push('mdat box missing');
  if (moov) readMovie(bytes, moov, top, facts);
  return facts;
}

function readMovie(bytes: Buffer, moov: Box, top: readonly Box[], facts: MediaFacts): void {
  const movie = readTimes(bytes, findBox(bytes, moov, 'mvhd'));
  const traks = [...boxes(bytes, moov.start, moov.end)].filter((box) => box.type === 'trak');
  const tracks = traks.map((trak) => readTrack(bytes, trak, movie.timescale));
  // Of a cut header nobody knows which tracks it lost.
  const complete = moov.end <= bytes.length;
  const audio = tracks.find((track) => track.handler === 'soun');
  if (audio || complete) facts.audioCodec = audio ? (audio.codec ?? 'unknown') : null;
  const video = tracks.find((track) => track.handler === 'vide');
  if (!video) {
    if (complete) facts.faults.push('no video track');
    return;
  }
  const moofs = top.filter((box) => box.type === 'moof');
  setDuration(facts, video.durationSeconds || fragmentedSeconds(bytes, moov, moofs, video, movie.timescale) || movie.durationSeconds);
  setSize(facts, video.width, video.height);
  facts.rotation = video.rotation;
  if (video.codec) facts.videoCodec = video.codec;
}
