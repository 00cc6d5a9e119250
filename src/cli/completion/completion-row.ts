import type { CommandRow } from '../command-row.ts';

/** `idv completion`; `rows` are all commands. */
export const completionRow = (rows: () => readonly CommandRow[]): CommandRow => ({
  words: ['completion'],
  summary: 'Print a script that completes commands, flags and values in your shell',
  args: [
    { name: '<shell>', help: 'bash, zsh, fish or powershell' },
    { name: '[words...]', help: 'the typed words; used by the scripts' },
  ],
  examples: ['source <(idv completion bash)', 'idv completion fish > ~/.config/fish/completions/idv.fish'],
  epilogue: () =>
    [
      'bash: source <(idv completion bash), in ~/.bashrc.',
      'zsh: source <(idv completion zsh), in ~/.zshrc, after compinit.',
      'fish: idv completion fish > ~/.config/fish/completions/idv.fish, once.',
      'powershell: idv completion powershell | Out-String | Invoke-Expression, in $PROFILE.',
    ].join('\n'),
  load: async () => (await import('../commands/completion.ts')).completion(rows),
});
