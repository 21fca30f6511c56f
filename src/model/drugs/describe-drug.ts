import type { DrugDefinition, DrugEffect, EffectTarget, ProcessReference } from './drug-definition.js';

/** Effects of a drug in short: what it does, and to what; effects of one kind together. */
export function describeEffects({ effects }: Pick<DrugDefinition, 'effects'>): string {
  const verbs = [...new Set(effects.map(({ effect }) => effect))];
  const texts = verbs.map((verb) => {
    const targets = effects.filter(({ effect }) => effect === verb).map(describeTarget);
    return `${verb} ${[...new Set(targets)].join(', ')}`;
  });
  return texts.length === 0 ? 'none' : texts.join('; ');
}

function describeTarget(effect: DrugEffect): string {
  if (effect.effect === 'kills') return effect.cells;
  return effect.effect === 'drives' ? describeProcess(effect.process) : describeChanged(effect.on);
}

function describeChanged(target: EffectTarget): string {
  if ('process' in target) return describeProcess(target.process);
  return 'molecule' in target ? target.molecule : `binding of ${target.binding.join(' and ')}`;
}

function describeProcess({ kind, leaves, enters }: ProcessReference): string {
  if (leaves !== undefined && enters !== undefined) return `${kind} ${leaves} to ${enters}`;
  return leaves === undefined && enters === undefined ? kind : `${kind} of ${leaves ?? enters}`;
}

/** A definition in the form that a configuration takes: without the symbol, which names the states of this drug alone. */
export function configurableDefinition({ symbol: _, ...definition }: DrugDefinition): DrugDefinition {
  return definition;
}
