import { describe, expect, it } from 'vitest';
import type { RawInput } from '../../../src/app/input/raw-input.ts';
import { actionFlags, actionRow } from '../../../src/cli/action/action-rows.ts';
import { rawInput } from '../../../src/cli/action/run-action.ts';
import { Command } from '../../../src/cli/commander.ts';
import { nestedAction } from '../../support/nested-action.ts';

async function typed(words: readonly string[]): Promise<{ raw: RawInput; options: Readonly<Record<string, unknown>> }> {
  const command = new Command('nested').exitOverride().configureOutput({ writeErr: () => undefined });
  for (const { name, help } of actionRow(nestedAction).args ?? []) command.argument(name, help);
  const flags = actionFlags(nestedAction);
  for (const option of actionRow(nestedAction).options?.() ?? []) command.addOption(option);
  command.parse([...words], { from: 'user' });
  const options = command.opts();
  return { raw: rawInput(nestedAction, flags, options, command.processedArgs[0] as string | undefined), options };
}

describe('the flags of an action', () => {
  it('exist for every value that a user can give, and not for fixed, unfolded or list parameters', () => {
    expect(actionFlags(nestedAction).map(({ key, option }) => [key, option.long])).toEqual([
      ['ServiceParameters.refFace', '--ref-face'],
      ['ServiceParameters.country', '--country'],
      ['ServiceParameters.note', '--note'],
      ['Config', '--config'],
      ['Config.CheckMode', '--config.check-mode'],
      ['Config.Tone', '--config.tone'],
      ['Tasks.ImageData', '--image-data'],
      ['Tasks.ImageData', '--photo'],
      ['Tasks.ImageURL', '--image-url'],
    ]);
  });

  it('describe what a file must be, and how often a flag may be given', () => {
    const about = (flag: string) => actionFlags(nestedAction).find(({ option }) => option.long === flag)?.option.description;
    expect(about('--ref-face')).toBe('photo of the document (JPEG, PNG; at most 5 MB; 32 to 4096 pixels a side; required)');
    expect(about('--image-url')).toBe('its address (up to 3 times in all; required unless --image is given)');
  });
});

describe('the typed values', () => {
  it('are stored by path, and repeated values stay separate, because a path may contain commas', async () => {
    const { raw } = await typed(['--ref-face', 'a.jpg', '--image', 'b,c.jpg', '--image-url', 'x', '--photo', 'e.jpg', '--image', 'd.jpg']);
    expect(raw).toEqual({
      'ServiceParameters.refFace': 'a.jpg',
      'Tasks.ImageData': ['b,c.jpg', 'e.jpg', 'd.jpg'],
      'Tasks.ImageURL': ['x'],
    });
  });

  it('cannot replace a fixed parameter', async () => {
    await expect(typed(['--service', 'other'])).rejects.toThrow('unknown option');
    await expect(typed(['--tasks', 'other'])).rejects.toThrow('unknown option');
  });

  it('can choose one of the products that have the action', async () => {
    expect((await typed(['--product', 'other'])).options.product).toBe('other');
    await expect(typed(['--product', 'another'])).rejects.toThrow('Allowed choices are made, other');
  });
});
