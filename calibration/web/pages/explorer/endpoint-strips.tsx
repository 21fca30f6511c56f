import { useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { armStyles, type Endpoint, formatFixed, formatSigned, themed, Z95 } from '../../../browser.js';
import type { EndpointSet } from './endpoint-sets.js';
import type { ExplorerSession } from './explorer-session.js';

type Row = ExplorerSession['fitted']['rows'][number];

interface TrialsProps {
  readonly endpoint: Endpoint;
  readonly arm: string;
  readonly session: ExplorerSession;
  /** Right end of the scale; the left one is 0. */
  readonly most: number;
}

const HEIGHT = 26;
const MIDDLE = HEIGHT / 2;

const unitOf = ({ unit }: Endpoint): string => (unit === 'percent' ? ' %' : ' months');

/** Place on a scale from 0; percent of its length. */
const placeOn = (most: number) => (value: number) => `${(100 * Math.min(1, Math.max(0, value / most))).toFixed(3)}%`;

/** What trials report of an endpoint of an arm, each and pooled with its interval; it does not move. */
function Trials({ endpoint, arm, session, most }: TrialsProps) {
  const { clinical } = session.header;
  const { name, decimals } = endpoint;
  const row = session.fitted.rows.find((each) => each.arm === arm && each.endpoint === name);
  const trials = clinical.endpoints.filter((each) => each.arm === arm && each.endpoint === name);
  const at = placeOn(most);
  const half = row === undefined ? 0 : Z95 * row.standard_error;
  const largest = Math.max(1, ...trials.map(({ patients }) => patients));
  return (
    <>
      <line class="strip-axis" x1="0" x2="100%" y1={MIDDLE} y2={MIDDLE} />
      {row === undefined ? null : (
        <>
          <line class="strip-interval" x1={at(row.target - half)} x2={at(row.target + half)} y1={MIDDLE} y2={MIDDLE} />
          <line class="strip-target" x1={at(row.target)} x2={at(row.target)} y1={MIDDLE - 7} y2={MIDDLE + 7} />
        </>
      )}
      {trials.map(({ trial, patients, value, low, high }) => (
        <circle
          key={`${trial} ${value}`}
          class="strip-trial"
          cx={at(value)}
          cy={MIDDLE}
          r={2 + 2.5 * Math.sqrt(patients / largest)}
        >
          <title>{`${trial}: ${formatFixed(value, decimals)}${unitOf(endpoint)}${low === null || high === null ? '' : ` (${formatFixed(low, decimals)} to ${formatFixed(high, decimals)})`}, ${patients} patients`}</title>
        </circle>
      ))}
    </>
  );
}

interface StripProps extends TrialsProps {
  readonly label: string;
  readonly colour: string;
  readonly now: number;
}

/** One endpoint of one arm on a scale: trials, the fitted point and the state. */
function Strip({ endpoint, arm, session, most, label, colour, now }: StripProps) {
  const fitted = session.fitted.endpoints[arm]![endpoint.name];
  const at = placeOn(most);
  const text = `${label}: ${formatFixed(now, endpoint.decimals)}${unitOf(endpoint)}`;
  // The same drawing of the trials each time is not compared again
  const trials = useMemo(
    () => <Trials endpoint={endpoint} arm={arm} session={session} most={most} />,
    [endpoint, arm, session, most],
  );
  return (
    <svg class="strip" height={HEIGHT} width="100%" role="img" aria-label={text}>
      {trials}
      <line class="strip-path" x1={at(fitted)} x2={at(now)} y1={MIDDLE} y2={MIDDLE} style={{ stroke: colour }} />
      <circle class="strip-fitted" cx={at(fitted)} cy={MIDDLE} r="4.5" style={{ stroke: colour }} />
      <circle class="strip-now" cx={at(now)} cy={MIDDLE} r="5" style={{ fill: colour }} />
    </svg>
  );
}

/** A set of endpoints of all arms: strips with the numbers beside them. */
export function EndpointStrips({ session, set }: { readonly session: ExplorerSession; readonly set: EndpointSet }) {
  const { header } = session;
  const styles = armStyles(header.problem.arms, header.labels);
  const most = scaleOf(session, set);
  return (
    <table class="strips">
      <caption class="only-read">{set.label}: now, change from the fit, and trials</caption>
      <thead>
        <tr>
          <th scope="col">Arm</th>
          <th scope="col">
            <span class="only-read">Scale</span>
            <span class="strip-scale" aria-hidden="true">
              <span>0</span>
              <span>{set.id === 'medians' ? `${most} months` : `${most} %`}</span>
            </span>
          </th>
          <th scope="col">now</th>
          <th scope="col">change</th>
          <th scope="col">trials</th>
          <th scope="col">off by</th>
        </tr>
      </thead>
      {set.endpoints.map((endpoint) => (
        <tbody key={endpoint.name}>
          <tr>
            <th scope="rowgroup" colSpan={6}>
              {endpoint.label}
            </th>
          </tr>
          {styles.map((style) => (
            <StripRow key={style.arm} session={session} endpoint={endpoint} style={style} most={most} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface RowProps {
  readonly session: ExplorerSession;
  readonly endpoint: Endpoint;
  readonly style: ReturnType<typeof armStyles>[number];
  readonly most: number;
}

/** A row is drawn again only where its own number changes as it is shown. */
function StripRow({ session, endpoint, style: { arm, label, colour }, most }: RowProps) {
  const { fitted } = session;
  const { name, decimals } = endpoint;
  const shown = useComputed(() => {
    const { result } = session.shown.value;
    return Number(result.endpoints[arm]![name].toFixed(decimals + 1));
  });
  const now = shown.value;
  const { result } = session.shown.peek();
  const row = result.rows.find((each) => each.arm === arm && each.endpoint === name);
  const exact = result.endpoints[arm]![name];
  return (
    <tr>
      <th scope="row">
        <span class="owner-mark" style={{ background: themed(colour) }} />
        {label}
      </th>
      <td>
        {Number.isNaN(now) ? (
          <span class="soft">not reached</span>
        ) : (
          <Strip
            endpoint={endpoint}
            arm={arm}
            session={session}
            most={most}
            label={`${endpoint.label}, ${label}`}
            colour={themed(colour)}
            now={now}
          />
        )}
      </td>
      <td>{formatFixed(exact, decimals)}</td>
      <td class="soft">{formatSigned(exact - fitted.endpoints[arm]![name], decimals)}</td>
      <td class="soft">{formatFixed(row?.target, decimals)}</td>
      <td class={verdictLook(row)}>{formatSigned(row?.difference, decimals)}</td>
    </tr>
  );
}

const verdictLook = (row: Row | undefined): string =>
  row?.verdict === 'outside' ? 'bad' : row?.verdict === 'within' ? 'good' : 'soft';

/** Right end of the scale: of what the trials and the fit show, so that it stays while sliders move. */
function scaleOf({ header, fitted }: ExplorerSession, { id, endpoints }: EndpointSet): number {
  if (id !== 'medians') return 100;
  const names = endpoints.map(({ name }) => name as string);
  const values = [
    ...header.clinical.endpoints.filter(({ endpoint }) => names.includes(endpoint)).map(({ value }) => value),
    ...Object.values(fitted.endpoints).flatMap((own) => endpoints.map(({ name }) => own[name])),
  ].filter(Number.isFinite);
  return Math.ceil((1.15 * Math.max(1, ...values)) / 2) * 2;
}
