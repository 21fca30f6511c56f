import type { FigureReceiver } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatFixed } from '../../../page/format-number.js';
import type { Section } from '../../../page/page.js';
import type { PageSource } from '../../study.js';
import type { SensitivityResult } from '../result.js';

/** What the page of a method needs besides its result. */
export interface MethodContext extends FigureReceiver, Pick<PageSource<SensitivityResult>, 'table'> {}

/** The parts of a page that depend on the method. */
export interface MethodReport {
  readonly title: string;
  /** What was varied and how often, in one sentence. */
  readonly lead: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly sections: readonly Section[];
  /** How to read the results; one paragraph each. */
  readonly method: readonly string[];
}

/** Outputs whose figures are open; those of further ones are folded. */
const MOST_OPEN = 4;

/** One section per response, drawn in order. */
export async function responseSections<Response>(
  responses: readonly Response[],
  draw: (response: Response, id: string) => Promise<Section>,
): Promise<readonly Section[]> {
  const sections: Section[] = [];
  for (const [index, response] of responses.entries()) {
    const id = `response-${index + 1}`;
    const section = await draw(response, id);
    sections.push(
      index < MOST_OPEN
        ? section
        : {
            ...section,
            body: foldedDetail({
              id: `${id}-folded`,
              title: `Figures and tables: ${section.title}`,
              body: section.body,
            }),
          },
    );
  }
  return sections;
}

/** What was varied: parameters, or groups of them. */
export function describeFactors({ by }: SensitivityResult['settings']): string {
  return by === 'group' ? 'groups of parameters' : 'parameters';
}

/** Distribution of the factors. */
export function describeSpace(settings: SensitivityResult['settings']): string {
  const own = Object.entries(settings.ranges).map(([name, [low, high]]) => `${name} from ${low} to ${high}`);
  return [describeDistribution(settings), ...own].join(', ');
}

function describeDistribution({ space, range, from }: SensitivityResult['settings']): string {
  switch (space) {
    case 'baseline':
      return `uniform within ±${formatFixed(100 * range, 0)} % of the baseline`;
    case 'shapes':
      return `uniform within ±${formatFixed(100 * range, 0)} % of the fitted values`;
    case 'trial':
      return `uniform within ±${formatFixed(100 * range, 0)} % of the stored run’s values`;
    case 'range':
      return 'uniform over the ranges of virtual patients';
    case 'patients':
      return from === null
        ? 'distributed as virtual patients of the published shapes'
        : 'distributed as virtual patients of the fitted shapes';
  }
}
