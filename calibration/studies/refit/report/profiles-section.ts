import type { Profile } from '../../../inference/results.js';
import { dataTable } from '../../../page/data-table.js';
import type { KeyEntry } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCompact, formatFixed, formatSignificant, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import type { ReportContext } from '../../run/report/report-context.js';
import { FITTED_COLOUR } from '../../run/report/shapes-plot.js';
import type { RefitResults } from '../result.js';
import { profilesAlt } from './alt-texts.js';
import { deltaObjectiveAt, describeInterval, isOfDeath, profileTitle } from './profile-summary.js';
import { type ProfilesSize, profilesFigure } from './profiles-plot.js';
import { notComputed, refitFigure } from './refit-parts.js';

const SIZES: Readonly<Record<'death' | 'shapes', ProfilesSize>> = {
  death: { columns: { wide: 3, narrow: 2 }, height: 120 },
  shapes: { columns: { wide: 5, narrow: 2 }, height: 74 },
};

const KEY: readonly KeyEntry[] = [
  { shape: 'dot', colour: FITTED_COLOUR, label: 'refitted with the quantity fixed' },
  { shape: 'ring', colour: FITTED_COLOUR, label: 'limited by the effective-sample-size constraint' },
  { shape: 'dashes', colour: INK.soft, label: 'increase that bounds the interval' },
];

const penaltyActive = ({ points }: Profile): number => points.filter((point) => point.penalty_active).length;
const isUnbounded = ({ low, high }: Profile): boolean => low === null || high === null;

function profileTable(profiles: readonly Profile[], context: ReportContext): Html {
  return dataTable({
    columns: [
      { title: 'Quantity' },
      { title: 'Estimate', align: 'right' },
      { title: 'Interval', unit: `${formatCompact(100 * (profiles[0]?.level ?? 0))} %`, align: 'right' },
      { title: 'Points', unit: 'limited', align: 'right' },
      { title: '' },
    ],
    rows: profiles.map((profile) => ({
      cells: [
        profileTitle(profile, context.arms),
        formatSignificant(profile.estimate),
        describeInterval(profile),
        penaltyActive(profile) === 0 ? NO_NUMBER : `${penaltyActive(profile)} of ${profile.points.length}`,
        isUnbounded(profile) ? html`<span class="flag">unbounded</span>` : NO_HTML,
      ],
    })),
  });
}

/** Summary of the intervals. */
function summary(profiles: readonly Profile[]): string {
  const bounded = profiles.filter((profile) => !isUnbounded(profile)).length;
  const unbounded = profiles.length - bounded;
  const limited = profiles.filter((profile) => penaltyActive(profile) > 0).length;
  return [
    `${bounded} of ${profiles.length} intervals are bounded.`,
    ...(unbounded > 0
      ? [
          'An interval without a bound on one side means that data and prior exclude no value on that side within the parameter bounds.',
        ]
      : []),
    ...(limited > 0
      ? [
          `In ${limited} of the profiles some points were limited by the effective-sample-size constraint. These points are upper limits and are drawn hollow.`,
        ]
      : []),
  ].join(' ');
}

async function block(kind: 'death' | 'shapes', profiles: readonly Profile[], context: ReportContext): Promise<Html> {
  if (profiles.length === 0) return NO_HTML;
  const title = kind === 'death' ? 'Profiles of the death functions' : 'Profiles of the shapes';
  const figure = await refitFigure(
    {
      id: `figure-profiles-${kind}`,
      title,
      key: KEY,
      caption: html`Increase of the objective over its minimum against the fixed value of the quantity; grey: the estimate. The band on the dashed line is the interval. Where it reaches the edge of its panel, the interval is unbounded on that side. Points above a panel are drawn on its upper edge.`,
      alt: profilesAlt(profiles, context.arms),
      draw: (layout) => profilesFigure(profiles, context.arms, { ...SIZES[kind], layout }),
    },
    context,
  );
  const table = profileTable(profiles, context);
  const tableTitle = `Intervals of ${profiles.length} ${kind === 'death' ? 'quantities' : 'shapes'}`;
  return html`${figure}${foldedDetail({ id: `detail-profiles-${kind}`, title: tableTitle, body: table })}`;
}

/**
 * Profiles of mu, sigma and shapes, with the intervals that they bound.
 *
 * @param context - the run
 * @param refit - results of the refit
 * @returns the section; a note when no profile was computed
 */
export async function refitProfilesSection(context: ReportContext, { profiles }: RefitResults): Promise<Section> {
  const base = { id: 'refit-profiles', title: 'Profiles' };
  const [first] = profiles;
  if (first === undefined) return { ...base, body: notComputed('profiles') };
  const death = await block('death', profiles.filter(isOfDeath), context);
  const shapes = await block(
    'shapes',
    profiles.filter((profile) => !isOfDeath(profile)),
    context,
  );
  const body = html`<p>Each quantity is fixed at values around its estimate while all other parameters are refitted. An increase of the objective by ${formatFixed(deltaObjectiveAt(first.level), 2)} bounds the ${formatCompact(100 * first.level)} % interval; the prior is part of the objective. ${summary(profiles)}</p>
${death}${shapes}`;
  return { ...base, body };
}
