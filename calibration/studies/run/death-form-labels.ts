import { type DeathFormName, type DeathSharing, deathForms, deathSharings } from '../../fit/survival/death-forms.js';

const sharingLabels: Readonly<Record<DeathSharing, string>> = {
  'by-arm': 'one for each arm',
  shared: 'shared',
  'treatment-effect': 'shared, with a treatment effect',
};

/** A form in words. */
export const formLabel = (form: DeathFormName): string => deathForms[form].label;

/** All forms in words, in their order. */
export const formLabels: readonly string[] = Object.values(deathForms).map(({ label }) => label);

/** What the two parameters of a form are stated at, within a sentence. */
export const formEnds = (form: DeathFormName): { readonly atZero: string; readonly atOne: string } => deathForms[form];

/** All ways of sharing a form. */
export const sharings: readonly DeathSharing[] = deathSharings;

/** A way of sharing in words. */
export const sharingLabel = (sharing: DeathSharing): string => sharingLabels[sharing];
