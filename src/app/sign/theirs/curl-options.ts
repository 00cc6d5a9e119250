/** The options that affect the request; all others are ignored. */
const names: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  'data-ascii': 'data',
  G: 'get',
  I: 'head',
  K: 'config',
  A: 'user-agent',
};

/** The ignored options that have a value in the next word. */
const takesWord = new Set(
  (
    'abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers connect-timeout connect-to continue-at cookie cookie-jar ' +
    'create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header engine etag-compare ' +
    'etag-save expect100-timeout form form-string happy-eyeballs-timeout-ms hsts interface keepalive-time key key-type krb libcurl limit-rate ' +
    'local-port login-options max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey ' +
    'proto proto-default proto-redir proxy proxy-cacert proxy-cert proxy-header proxy-key proxy-pass proxy-user proxy1.0 pubkey random-file ' +
    'range rate referer request-target resolve retry retry-delay retry-max-time service-name socks4 socks4a socks5 socks5-hostname speed-limit ' +
    'speed-time stderr time-cond tls-max tls13-ciphers tlspassword tlsuser trace trace-ascii unix-socket upload-file url-query user write-out'
  )
    .split(' ')
    .concat([...'EbcCDFPQreYytzTuwUxom']),
);

/** Options that change the request in a way that idv does not support. */
export const notFollowed = new Set([
  'form',
  'F',
  'form-string',
  'upload-file',
  'T',
  'user',
  'u',
  'aws-sigv4',
  'request-target',
  'url-query',
  'oauth2-bearer',
]);

/** An option that affects the request, with its value. */
export type CurlOption = readonly [name: string, value: string];

const own = new Set(['request', 'header', 'data', 'data-raw', 'data-binary', 'data-urlencode', 'json', 'url', 'config', 'user-agent']);
const switches = new Set(['get', 'head']);

export interface CurlOptions {
  options: CurlOption[];
  /** The ignored options, as written. */
  ignored: string[];
}

/** Parses the words as curl does: `-Xvalue`, `-X value`, `--name value`, and short switches in one word. */
export function readCurlOptions(words: readonly string[]): CurlOptions {
  const found: CurlOptions = { options: [], ignored: [] };
  const queue = [...words];
  const take = (name: string, glued: string | undefined): void => {
    const known = names[name] ?? name;
    if (own.has(known)) found.options.push([known, glued ?? queue.shift() ?? '']);
    else if (switches.has(known)) found.options.push([known, '']);
    else {
      if (takesWord.has(name) && glued === undefined) queue.shift();
      found.ignored.push(name.length === 1 ? `-${name}` : `--${name}`);
    }
  };
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word.startsWith('--') && word.length > 2) take(word.slice(2), undefined);
    else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at += 1) {
        const letter = word[at] as string;
        const takes = own.has(names[letter] ?? '') || takesWord.has(letter);
        const rest = word.slice(at + 1);
        take(letter, takes && rest !== '' ? rest : undefined);
        if (takes) break;
      }
    } else found.options.push(['url', word]);
  }
  return found;
}
