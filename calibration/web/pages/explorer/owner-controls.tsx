import { useMemo } from 'preact/hooks';
import { formatSignificant } from '../../../browser.js';
import { Button } from '../../components/button.js';
import { Slider } from '../../components/slider.js';
import { DensitySpark } from './density-spark.js';
import type { ExplorerSession } from './explorer-session.js';
import { valueAt } from './explorer-values.js';

/** A slider of one field of one owner. */
export interface FieldRange {
  readonly field: string;
  readonly label: string;
  readonly unit?: string;
  readonly min: number;
  readonly max: number;
  readonly scale?: 'linear' | 'log';
}

/** Steps of a linear slider. */
const STEPS = 400;

function FieldSlider({ session, owner, range }: { session: ExplorerSession; owner: string; range: FieldRange }) {
  const { field, label, unit, min, max, scale = 'linear' } = range;
  const initial = useMemo(() => valueAt(session.header, session.fittedPoint, owner, field), [session, owner, field]);
  const value = useMemo(
    () => ({
      get value() {
        // What other owners do does not draw this slider again
        session.ownState(owner).value;
        return session.state.peek()[`${owner}.${field}`] ?? valueAt(session.header, session.point.peek(), owner, field);
      },
      set value(next: number) {
        session.set(owner, field, next);
      },
    }),
    [session, owner, field],
  );
  return (
    <Slider
      label={label}
      value={value}
      min={min}
      max={max}
      step={stepOf(min, max)}
      scale={scale}
      initial={initial}
      format={(each) => plain(each)}
      {...(unit === undefined || unit === '' ? {} : { unit })}
    />
  );
}

/** A step that is a round number, about a 400th of the range. */
function stepOf(min: number, max: number): number {
  return Number(((max - min) / STEPS).toPrecision(1));
}

/** A number that can be typed again. */
function plain(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(3).replace('e+', 'e');
  return String(Number(value.toPrecision(4)));
}

interface OwnerProps {
  readonly session: ExplorerSession;
  readonly owner: string;
  readonly title: string;
  /** Colour of the title's mark. */
  readonly colour?: string;
  readonly note?: string;
  /** Its sliders, for what it is at present. */
  readonly rangesOf: () => readonly FieldRange[];
}

/** Sliders of a parameter or of the death function of an arm, with a button back to the fit. */
export function OwnerControls({ session, owner, title, colour, note, rangesOf }: OwnerProps) {
  const isMoved = session.ownState(owner).value !== '';
  const fitted = session.fittedPoint.marginals.find(({ name }) => name === owner);
  const moved = session.point.peek().marginals.find(({ name }) => name === owner);
  return (
    <section class={`owner${isMoved ? ' is-moved' : ''}`} aria-label={title}>
      <div class="owner-head">
        {colour === undefined ? null : <span class="owner-mark" style={{ background: colour }} />}
        <h3>{title}</h3>
        {note === undefined ? null : <span class="owner-note">{note}</span>}
        {fitted === undefined || moved === undefined ? null : <DensitySpark fitted={fitted} moved={moved} />}
        {isMoved ? (
          <Button
            kind="quiet"
            icon="reset"
            label={`Back to the fit: ${title}`}
            isIconOnly
            onClick={() => session.reset(owner)}
          />
        ) : null}
      </div>
      {rangesOf().map((range) => (
        <FieldSlider key={range.field} session={session} owner={owner} range={range} />
      ))}
    </section>
  );
}

/** Text of a range for readers. */
export const rangeText = (min: number, max: number, unit: string): string =>
  `${formatSignificant(min, 2)} to ${formatSignificant(max, 2)}${unit === '' ? '' : ` ${unit}`}`;
