import { providers } from '../../providers/registry.ts';

/** Every host of the catalogue, and what it serves. */
export function hostsTopic(): string {
  const width = Math.max(...providers.flatMap(({ hosts }) => hosts.map(({ host }) => host.length)));
  const blocks = providers.map(({ name, hosts }) =>
    [name, ...hosts.map(({ host, serves }) => `  ${host.padEnd(width)}  ${serves}`), '', ''].join('\n'),
  );
  return `${blocks.join('')}The API is the same behind every host of a product.\n--endpoint chooses the host; --region is a part of the request.\n`;
}
