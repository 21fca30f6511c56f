import type { ArmStyle } from './arm-style.js';

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A stored sentence for readers: arms by their labels in place of their names in result files.
 *
 * A name is replaced after a word that an arm follows, such as `of`, at the start of the sentence and in lists; elsewhere it
 * may be a word of its own.
 *
 * @param sentence - such as `DCR of high_dose`
 * @param arms - styles of the arms
 * @returns such as `DCR of High dose`
 */
export function withArmLabels(sentence: string, arms: readonly ArmStyle[]): string {
  const named = arms.filter(({ arm, label }) => arm !== label && arm !== '');
  if (named.length === 0) return sentence;
  const names = named.map(({ arm }) => escaped(arm)).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(^|\\b(?:of|in|and|with|without|from|to|that of) |[:,;(] )(${names.join('|')})(?![\\w-])`,
    'gi',
  );
  const labelOf = (name: string): string => named.find(({ arm }) => arm === name)?.label ?? name;
  return sentence.replace(pattern, (_, before: string, name: string) => `${before}${labelOf(name)}`);
}
