import type { RawInput } from '../app/raw-input.ts';
import type { Action } from '../core/action.ts';
import { allActions } from '../providers/catalogue.ts';
import type { Runtime } from '../runtime.ts';
import { actionCommand } from './action-command.ts';
import { commandGroups } from './command-groups.ts';
import { Command } from './commander.ts';

interface Parts {
  argv: readonly string[];
  callCommand(): Command;
  uploadFileCommand(): Command;
  runtime: Runtime;
  finish(exitCode: number): void;
  /** Gives a command the settings that all commands have. */
  settle(command: Command): Command;
}

type Way = 'explain' | 'diff';

/** The words of a command, placed below `explain` or `diff`, so that its flags are read as they always are. */
function addInspected(parent: Command, way: Way, parts: Parts): void {
  const { runtime, finish, settle } = parts;
  const below = (name: string): Command => {
    const found = parent.commands.find((command) => command.name() === name);
    if (found) return found;
    const group = settle(new Command(name).description(commandGroups[name] ?? name));
    parent.addCommand(group);
    return group;
  };
  const inspector = async () => (await import('./commands/sign.ts')).inspectors[way];
  const inspect = async (action: Action, raw: RawInput, options: Readonly<Record<string, unknown>>): Promise<void> => {
    finish(await (await inspector()).action(action, raw, options, runtime));
  };
  const other = (command: Command, kind: 'call' | 'uploadFile'): Command =>
    settle(command).action(async () => {
      const args = command.processedArgs.filter((arg) => typeof arg === 'string');
      finish(await (await inspector())[kind]({ runtime, options: command.optsWithGlobals(), args }));
    });
  for (const action of allActions) {
    const place = action.command.length === 1 ? parent : below(action.command[0] ?? '');
    place.addCommand(settle(actionCommand(action, inspect)));
  }
  parent.addCommand(other(parts.callCommand(), 'call'));
  below('upload').addCommand(other(parts.uploadFileCommand(), 'uploadFile'));
}

const examples = (...lines: string[]): string => `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;

const theirForms = `
What they have may be a canonical request, a string to sign, an Authorization header, a curl
command (which is read, never run), a raw HTTP request, an address, a form, or the error answer
of Alibaba Cloud. Their time and nonce are taken over. Exit 0 if all is equal, 40 if something differs.`;

function checkCommand({ runtime, finish }: Parts): Command {
  const command = new Command('check')
    .description('Verify a captured HTTP request with the secret of the environment or of a profile')
    .argument('<file>', 'the request: request line, headers, an empty line, body; or - for standard input')
    .addHelpText(
      'after',
      `${examples('idv sign check request.http', 'idv sign check - --profile singapore < request.http')}\n\nExit 0 if the signature is valid, 40 if not. A request that is too old is said to be, and does not fail for it.`,
    );
  return command.action(async () => {
    const { checkSigned } = await import('./commands/sign-check.ts');
    const args = command.processedArgs.filter((arg) => typeof arg === 'string');
    finish(await checkSigned({ runtime, options: command.optsWithGlobals(), args }));
  });
}

/** `idv sign explain`, `diff` and `check`: all offline. */
export function addSignCommands(group: Command, parts: Parts): void {
  group.addHelpText('after', examples('idv sign check request.http', 'idv sign diff --theirs string-to-sign.txt faceid result abc'));
  const explain = new Command('explain')
    .description('A signature stage by stage: what goes in, what comes out, by which rule')
    .usage('[options] <words of any command and its flags>')
    .addHelpText(
      'after',
      examples(
        'idv sign explain compare --image portrait.jpg --video selfie.mp4',
        'idv sign explain call tencent/cvm DescribeInstances --api-version 2017-03-12 -p Limit=1 --sign-method hmac-sha256',
      ),
    );
  const diff = new Command('diff')
    .description('Another party’s signature against idv’s: the first byte that differs, and why')
    .usage('--theirs <file> [options] <words of any command and its flags>')
    .requiredOption('--theirs <file>', 'a file with what they have, or - for standard input')
    .addHelpText(
      'after',
      `${examples(
        'idv sign diff --theirs canonical-request.txt faceid result abc',
        'idv sign diff --theirs - id verify --ref-face id.jpg --auth-face selfie.jpg --country vn < answer.json',
      )}
${theirForms}`,
    );
  for (const command of [explain, diff, checkCommand(parts)]) group.addCommand(parts.settle(command));
  // Two more commands for every action would cost each start of idv.
  if (!parts.argv.includes('sign')) return;
  addInspected(explain, 'explain', parts);
  addInspected(diff, 'diff', parts);
}
