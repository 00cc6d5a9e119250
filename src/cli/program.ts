import type { RawInput } from '../app/raw-input.ts';
import type { Action } from '../core/action.ts';
import { failureTable, verdictTable } from '../core/exit.ts';
import { allActions } from '../providers/catalogue.ts';
import type { Runtime } from '../runtime.ts';
import { actionCommand } from './action-command.ts';
import { commandGroups } from './command-groups.ts';
import { Command, Option } from './commander.ts';
import { evalCommand, evalFlags } from './eval-flags.ts';
import { type GlobalFlag, globalFlags } from './global-flags.ts';
import type { Handler } from './handler.ts';

export function exitCodesTopic(): string {
  const row = (code: number, name: string, meaning: string): string => `  ${String(code).padStart(3)}  ${name.padEnd(11)}  ${meaning}`;
  return [
    'Verdicts',
    ...verdictTable.map(({ exitCode, verdict, meaning }) => row(exitCode, verdict, meaning)),
    '',
    'Failures',
    ...failureTable.map(({ exitCode, category, meaning }) => row(exitCode, category, meaning)),
    '',
    'Exit 1 is never used. --exit-zero makes every verdict exit 0.',
    '',
  ].join('\n');
}

/** Variadic options would swallow the arguments after them. */
const repeatable = (flags: string, help: string): Option =>
  new Option(flags, help).argParser((value: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), value]);

const globalHelp = (): string => {
  const groups = [...new Set(globalFlags.map((flag) => flag.group))];
  const lines = groups.flatMap((group) => [
    `${group}:`,
    ...globalFlags
      .filter((flag) => flag.group === group)
      .map((flag) => `  ${flag.flags.padEnd(30)}  ${flag.help}${flag.choices ? ` (${flag.choices.join(', ')})` : ''}`),
    '',
  ]);
  return lines.join('\n');
};

/**
 * The actions that a command line can mean: the one that its first words name, else those that its first word begins, else all.
 * Building a command costs a start more than looking for its name.
 */
function actionsFor(words: readonly string[]): readonly Action[] {
  const begins = allActions.filter(({ command }) => command[0] === words[0]);
  const named = begins.filter(({ command }) => command.every((word, index) => word === words[index]));
  return [named, begins, allActions].find((actions) => actions.length > 0) ?? [];
}

/** The first word that is neither a global flag nor the value of one. */
function commandWord(argv: readonly string[]): string | undefined {
  const takesValue = (word: string): boolean => globalFlags.some(({ flags }) => flags.includes('<') && flags.split(/[ ,]+/).includes(word));
  return argv.find((word, index) => !word.startsWith('-') && !takesValue(argv[index - 1] ?? ''));
}

/** `idv eval` takes many thresholds of any scale: there its own flag stands in place of the global one. */
const isOwnFlag = (word: string | undefined, { flags }: GlobalFlag): boolean =>
  word === 'eval' && evalFlags.some((own) => own.flags.split(' ')[0] === flags.split(' ')[0]);

export function buildProgram(argv: readonly string[], runtime: Runtime, version: string, finish: (exitCode: number) => void): Command {
  const program = new Command('idv');
  program
    .description('Identity verification from a shell: calls the service, signs the request, ends in a verdict and an exit code.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'help for a command')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => runtime.stdout.write(text),
      // Help in place of a missing subcommand is still what was asked for.
      writeErr: (text) => runtime.stdout.write(text),
      // main() prints every failure itself, as text or JSON.
      outputError: () => undefined,
      getErrHelpWidth: () => Math.min(runtime.stdout.columns ?? 80, 110),
      getErrHasColors: () => false,
      getOutHelpWidth: () => Math.min(runtime.stdout.columns ?? 80, 110),
      getOutHasColors: () => false,
    });
  const word = commandWord(argv);
  for (const flag of globalFlags) if (!isOwnFlag(word, flag)) program.addOption(new Option(flag.flags, flag.help).hideHelp());
  program.addHelpText('after', '\nFlags of every command: idv help flags\nExit codes: idv help exit-codes');

  const group = (name: string): Command => {
    const found = program.commands.find((command) => command.name() === name);
    if (found) return found;
    const command = new Command(name).description(commandGroups[name] ?? name).copyInheritedSettings(program);
    program.addCommand(command);
    return command;
  };
  const add = (parent: Command, command: Command, load: () => Promise<Handler>): void => {
    command.copyInheritedSettings(program);
    command.action(async () => {
      const run = await load();
      finish(
        await run({
          runtime,
          options: command.optsWithGlobals(),
          args: command.processedArgs.flat().filter((arg) => typeof arg === 'string'),
        }),
      );
    });
    parent.addCommand(command);
  };

  const run = async (action: Action, raw: RawInput, options: Readonly<Record<string, unknown>>): Promise<void> => {
    const { runAction } = await import('./run-action.ts');
    finish(await runAction(action, raw, options, runtime));
  };
  for (const action of actionsFor(argv)) {
    const parent = action.command.length === 1 ? program : group(action.command[0] ?? '');
    parent.addCommand(actionCommand(action, run).copyInheritedSettings(program));
  }

  add(
    program,
    new Command('call')
      .description('Call any action, known to idv or not')
      .argument('<provider[/product]>', 'tencent, tencent/cvm, aliyun/ecs')
      .argument('<Action>', 'the vendor’s name of the action')
      .addOption(repeatable('-p, --param <Name=value>', 'a parameter; JSON where it reads as JSON, else text'))
      .addOption(repeatable('--file <Name=path>', 'a parameter holding a file as base64'))
      .option('--body <file>', 'send these bytes as the body, as they are')
      .option('--api-version <version>', 'API version of the product')
      .addHelpText(
        'after',
        '\nExamples:\n  idv call tencent GetLivenessResult -p SdkToken=abc\n  idv call tencent/cvm DescribeInstances --api-version 2017-03-12 -p Limit=1 --dry-run\n  idv call aliyun/videoenhan GetAsyncJobResult -p JobId=4C467B38-3910-447D-87BC-AC049166F216',
      ),
    async () => (await import('./commands/call.ts')).runCall,
  );
  const actions = new Command('actions').description('The catalogue of actions');
  add(program, actions, async () => (await import('./commands/actions.ts')).listActions);
  add(
    actions,
    new Command('show').description('One action: parameters, limits, regions, verdicts, errors').argument('<Action>', 'name of the action'),
    async () => (await import('./commands/actions.ts')).showAction,
  );
  add(
    program,
    new Command('explain')
      .description('What a code means, who must act, whether to try again')
      .argument('<code>', 'as the service wrote it')
      .option('--action <Action>', 'where it came from, for a code that means several things')
      .addHelpText(
        'after',
        '\nExamples:\n  idv explain FailedOperation.CompareLowSimilarity\n  idv explain 1004 --action GetFaceIdResultIntl',
      ),
    async () => (await import('./commands/explain.ts')).explain,
  );
  add(
    group('upload'),
    new Command('file')
      .description('Upload a local file and print its URL and MD5')
      .argument('<path>', 'the file, or - for standard input')
      .option('--target-action <Action>', 'the action that will use it', 'ApplyWebVerificationToken')
      .addHelpText('after', '\nExamples:\n  idv upload file portrait.jpg --target-action VideoLivenessCompare'),
    async () => (await import('./commands/upload-file.ts')).uploadFile,
  );
  add(program, evalCommand(argv.includes('eval')), async () => (await import('./commands/eval.ts')).evalRun({ version, argv }));
  const config = group('config');
  add(
    config,
    new Command('explain')
      .description('Every setting with its value and source, secrets masked')
      .argument('[provider]', 'tencent or aliyun', 'tencent'),
    async () => (await import('./commands/config-explain.ts')).explainConfig,
  );
  const sandbox = new Command('sandbox')
    .description('Serve the vendors’ APIs on this machine: no account, strict signatures, no face compared')
    .option('--port <port>', 'port on 127.0.0.1; 0 picks a free one', '0')
    .option('--no-rate-limit', 'do not limit requests a second');
  add(program, sandbox, async () => (await import('./commands/sandbox.ts')).serveSandbox);
  add(
    sandbox,
    new Command('outcomes').description('Every answer that the sandbox can be asked for'),
    async () => (await import('./commands/sandbox.ts')).outcomesOfSandbox,
  );
  add(
    program,
    new Command('help')
      .description('Help for a command, or on exit-codes or flags')
      .argument('[topic...]', 'words of a command, exit-codes, flags'),
    async () =>
      async ({ args }) => {
        if (args[0] === 'exit-codes') runtime.stdout.write(exitCodesTopic());
        else if (args[0] === 'flags') runtime.stdout.write(globalHelp());
        else {
          let command = program;
          for (const word of args)
            command =
              command.commands.find((candidate) => candidate.name() === word) ??
              program.error(`unknown help topic '${word}'`, { code: 'idv.unknownTopic' });
          command.outputHelp();
        }
        return 0;
      },
  );
  return program;
}
