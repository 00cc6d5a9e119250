import { join } from 'node:path';
import { fileCodeOf, type IdvError, problemsError } from '../../core/errors.ts';
import { isTokenHeader, plainText } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import { sha256Hex } from '../../sign/encode.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { DryRun } from './dry-run.ts';

/**
 * Quotes a text for a shell, safe to print: a control character (the name of a folder may contain one) becomes an escape of bash and zsh.
 */
function shellQuote(text: string): string {
  if (plainText(text) === text) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = (char: string): string => [...Buffer.from(char)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  return `$'${text.replace(/[\\']/g, '\\$&').replace(/[^\x20-\x7e]/gu, escaped)}'`;
}

type Place = Pick<Runtime, 'fs' | 'tempDir' | 'platform'>;

const fault = (flag: string, message: string, hint: string): IdvError => problemsError([{ category: 'media', flag, message, hint }]);

async function folderFor(saveDir: string | undefined, { fs, tempDir }: Place): Promise<string> {
  try {
    if (saveDir === undefined) return await fs.mkdtemp(join(tempDir, 'idv-'));
    await makeFolder(saveDir, fs);
    return saveDir;
  } catch (error) {
    if (saveDir === undefined)
      throw fault('--dry-run', `no folder can be created in ${tempDir} (${fileCodeOf(error)})`, 'name one with --save-dir, or fix TMPDIR');
    throw fault('--save-dir', `${saveDir} is not a folder to write to (${fileCodeOf(error)})`, 'name a folder that you can write to');
  }
}

/** True if the file is from the same dry run: it has the same bytes, and only the owner can read it. */
async function isSameFile(file: string, body: Buffer, { fs, platform }: Place): Promise<boolean> {
  const facts = await fs.lstat(file);
  if (!facts.isFile() || facts.size !== body.length || (platform !== 'win32' && (facts.mode & 0o077) !== 0)) return false;
  return body.equals(await fs.readFile(file));
}

/** Writes the body, and never overwrites another file. */
async function writeBody(file: string, body: Buffer, place: Place): Promise<void> {
  try {
    await place.fs.writeFile(file, body, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const taken = fileCodeOf(error) === 'EEXIST';
    if (taken && (await isSameFile(file, body, place).catch(() => false))) return;
    const why = taken ? 'already exists, and is not this body' : `could not be written (${fileCodeOf(error)})`;
    throw fault('--save-dir', `${file} ${why}`, taken ? 'move it, or name another folder' : 'name a folder that you can write to');
  }
}

/** The longest address for a line of curl's configuration. */
const longestUrl = 100_000;

/** A line of curl's configuration. curl does not change an address there, but it changes a query that it reads from a file. */
const configLine = (name: string, text: string): string => `${name} = "${text.replace(/["\\]/g, '\\$&')}"\n`;

const isSecret = (name: string): boolean => name.toLowerCase() === 'authorization' || isTokenHeader(name);

/**
 * A complete command. Any user of the machine can see the arguments of a command, so private parts are in 0600 files: the body, the
 * signature, a session token, and the address of a GET, which contains all values. Throws IdvError `media`.
 */
export async function dryRunCurl(run: DryRun, saveDir: string | undefined, place: Place): Promise<string> {
  const { request } = run.signed;
  const isGet = request.method === 'GET';
  if (request.url.length > longestUrl)
    throw fault(
      '--dry-run',
      `an address of ${request.url.length} characters is too long for curl`,
      'use --http-method post, or --dry-run=http',
    );
  const folder = await folderFor(saveDir, place);
  const keep = async (name: string, bytes: Buffer): Promise<string> => {
    const file = join(folder, name);
    await writeBody(file, bytes, place);
    return file;
  };
  const headers = Object.entries(request.headers);
  const shown = headers.filter(([name]) => !isSecret(name)).flatMap(([name, value]) => ['--header', shellQuote(`${name}: ${value}`)]);
  const hidden = headers.filter(([name]) => isSecret(name)).map(([name, value]) => configLine('header', `${name}: ${value}`));
  const config = Buffer.from([...hidden, ...(isGet ? [configLine('url', request.url)] : [])].join(''));
  const parts = ['curl', '--silent', '--show-error', '--request', request.method, ...shown];
  if (config.length > 0) parts.push('--config', shellQuote(await keep(`request-${sha256Hex(config).slice(0, 12)}.curl`, config)));
  if (isGet) return parts.join(' ');
  const body = await keep(`body-${run.bodySha256.slice(0, 12)}.${run.bodyFormat ?? 'bin'}`, request.body);
  return [...parts, '--data-binary', shellQuote(`@${body}`), shellQuote(request.url)].join(' ');
}
