import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/schema.ts';
import { profileNameRule } from '../../src/config/shown.ts';
import { expectations } from '../../src/core/setting-shape.ts';
import { aliyun, tencent } from './config-world.ts';

const profile = (more: object) => ({ profiles: { main: { provider: 'tencent', ...more } } });

function messages(content: unknown): string[] {
  const parsed = parseConfig(content, '/w/.faceidrc', [tencent, aliyun]);
  return 'problems' in parsed ? parsed.problems.map(({ message, hint }) => (hint ? `${message} (${hint})` : message)) : [];
}

describe('parseConfig', () => {
  it("accepts the contract's example", () => {
    const content = {
      defaultProfiles: { tencent: 'singapore', aliyun: 'saf' },
      profiles: {
        singapore: { provider: 'tencent', region: 'ap-singapore', secretId: 'AKID…', secretKey: '…' },
        saf: { provider: 'aliyun', region: 'ap-southeast-1', accessKeyId: 'LTAI…', accessKeySecret: '…' },
        vault: { provider: 'tencent', credentialProcess: 'vault-helper tencent' },
      },
    };
    expect(parseConfig(content, 'x', [tencent, aliyun])).toEqual({ config: content });
  });

  it.each([
    ['text at the top', 'must contain settings by name, such as profiles'],
    [{ profiles: null }, 'profiles must contain profiles by name, for example { NAME: { provider: tencent } }'],
    [{ profiles: { main: 3 } }, 'profiles.main must contain the settings of one profile, such as provider'],
    [{ profiles: { main: {} } }, 'profiles.main.provider must be tencent or aliyun'],
    [{ profiles: { main: { provider: 'aws' } } }, 'profiles.main.provider must be tencent or aliyun'],
    [{ profiles: { '../x': { provider: 'tencent' } } }, `profiles.(name withheld) is not a profile name: ${profileNameRule}`],
    [{ defaultProfiles: { tencent: 3 } }, 'defaultProfiles.tencent must be the name of a profile'],
    [{ defaultProfiles: 'x' }, 'defaultProfiles must contain a profile name for each provider, for example { tencent: NAME }'],
    [profile({ secretKey: 12345678 }), 'profiles.main.secretKey must be text; put a value that looks like a number in quotes'],
    [profile({ region: 'evil.example/#' }), "profiles.main.region must be a region's name, such as ap-singapore"],
    [profile({ endpoint: 'https://u:p@host' }), `profiles.main.endpoint ${expectations.endpoint}`],
    [profile({ endpoint: 'http://faceid.tencentcloudapi.com' }), `profiles.main.endpoint ${expectations.endpoint}`],
    [profile({ endpoint: 'https://faceid.tencentcloudapi.com/path' }), `profiles.main.endpoint ${expectations.endpoint}`],
    [profile({ timeout: 0 }), 'profiles.main.timeout must be a number of seconds from 0.001 to 86400'],
    [{ connectTimeout: '5' }, 'connectTimeout must be a number of seconds from 0.001 to 86400'],
    [{ retries: 1.5 }, 'retries must be a whole number from 0 to 10'],
    [{ output: 'xml' }, 'output must be one of text, json, yaml, table'],
    [{ proxy: 'http://user:12#34@proxy.example:3128' }, `proxy ${expectations.proxy}`],
    [{ proxy: 'http://proxy.example:3128/path' }, `proxy ${expectations.proxy}`],
    [{ proxy: 'http://proxy.example:0' }, `proxy ${expectations.proxy}`],
    [{ proxy: 'proxy.example:3128' }, `proxy ${expectations.proxy}`],
    [{ proxy: 'socks5://h' }, `proxy ${expectations.proxy}`],
    [profile({ credentialProcess: ' ' }), 'profiles.main.credentialProcess must be the command that prints the key, as text'],
    [{ ouput: 'json' }, 'ouput is not a known setting (did you mean output?)'],
    [{ defaultProfile: 'x' }, 'defaultProfile is not a known setting (did you mean defaultProfiles?)'],
    [{ region: 'ap-singapore' }, 'region is not a known setting (move it into a profile: profiles.NAME)'],
    [{ sandbox: true }, 'sandbox is not a known setting (a file cannot turn on the sandbox: use --sandbox)'],
    [profile({ secret_key: 'x' }), 'profiles.main.secret_key is not a known setting (did you mean secretKey?)'],
    [
      profile({ secret: 'x' }),
      'profiles.main.secret is not a known setting (did you mean secretKey for the secret, or secretId for the id of the key?)',
    ],
    [profile({ secret_id: 'x' }), 'profiles.main.secret_id is not a known setting (did you mean secretId?)'],
    [
      { profiles: { main: { provider: 'aliyun', accessKey: 'x' } } },
      'profiles.main.accessKey is not a known setting (did you mean accessKeySecret for the secret, or accessKeyId for the id of the key?)',
    ],
    [profile({ sandbox: true }), 'profiles.main.sandbox is not a known setting (a file cannot turn on the sandbox: use --sandbox)'],
    [{ defaultProfiles: { tencnt: 'x' } }, 'defaultProfiles.tencnt is not a known setting (did you mean tencent?)'],
    [{ zzzz: 1 }, 'zzzz is not a known setting (allowed here: defaultProfiles, profiles, output, timeout, connectTimeout, retries, proxy)'],
  ])('reports the problem of %j: %s', (content, message) => {
    expect(messages(content)).toEqual([message]);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    'refuses %s as the name of a profile, because other readers would lose it',
    (name) => {
      const [message] = messages({ profiles: { [name]: { provider: 'tencent' } } });
      expect(message).toContain(`is not a profile name: ${profileNameRule}`);
    },
  );

  it.each(['secret', 'secretk', 'Secret', 'secrets', 'key', 'accessKey', 'accessSecret', 'accesskeysecrt', 'token', 'password', 'apiKey'])(
    'never suggests only the id for %s, because an id is shown',
    (word) => {
      for (const provider of ['tencent', 'aliyun']) {
        const [message = ''] = messages({ profiles: { main: { provider, [word]: 'x' } } });
        expect(message).not.toMatch(/did you mean \w*[iI]d\?/);
      }
    },
  );

  it("lists the other vendor's names for a profile of that vendor", () => {
    const [message] = messages({ profiles: { main: { provider: 'aliyun', secretKey: 'x' } } });
    expect(message).toContain(
      'allowed here: provider, output, timeout, connectTimeout, retries, proxy, region, endpoint, credentialProcess, keychain, accessKeyId',
    );
  });

  it('reports every problem at once', () => {
    expect(messages({ retries: -1, output: 1, colour: 1, profiles: { a: { provider: 'tencent', timeout: 'x' } } })).toHaveLength(4);
  });
});
