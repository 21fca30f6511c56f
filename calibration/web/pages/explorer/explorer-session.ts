import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { deathFields, type ExplorerResult, type ExplorerState, pointOf, shapeFields } from '../../../browser.js';
import type { ExplorerHeader, FromExplorer, ToExplorer } from '../../workers/explorer-messages.js';

/** The part of a worker that is used. */
export interface MessagePlace {
  postMessage(message: ToExplorer, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<FromExplorer>) => void) | null;
  terminate(): void;
}

type Point = ReturnType<typeof pointOf>;

/** What is shown, with the numbers that came with it. */
export interface Shown {
  /** Number of the state; 0 is the fitted point. */
  readonly id: number;
  readonly result: ExplorerResult;
  /** Time that the worker took. */
  readonly milliseconds: number;
}

/** A pool that a worker has opened, and the state that is moved. */
export interface ExplorerSession {
  readonly header: ExplorerHeader;
  readonly fitted: ExplorerResult;
  readonly state: Signal<ExplorerState>;
  /** Shapes and death functions of the state; of the last valid one where it is refused. */
  readonly point: ReadonlySignal<Point>;
  readonly fittedPoint: Point;
  readonly shown: ReadonlySignal<Shown>;
  /** Why the state is refused; null where it is not. */
  readonly issue: ReadonlySignal<string | null>;
  /** What of an owner was moved, as text: changes only when its own values do. */
  ownState(owner: string): ReadonlySignal<string>;
  /** Sets a value; those of the same owner that cannot stand beside it are replaced by what they amount to. */
  set(owner: string, field: string, value: number): void;
  /** Back to the fit: of one owner, or of all. */
  reset(owner?: string): void;
  close(): void;
}

/** Fields that stand beside one another. */
const families: readonly (readonly string[])[] = [
  shapeFields.slice(0, 2),
  shapeFields.slice(2),
  deathFields.slice(0, 2),
  deathFields.slice(2, 4),
];

/**
 * Opens a packed pool in a worker.
 *
 * @param worker - a new one; ended when the session is closed
 * @param bytes - the packed pool; not readable afterwards
 * @param state - what is moved
 * @param readValue - value of a field at a point, in the units of the fields
 * @throws Error - when the bytes are no pool
 */
export function openExplorer(
  worker: MessagePlace,
  bytes: ArrayBuffer,
  state: Signal<ExplorerState>,
  readValue: (header: ExplorerHeader, point: Point, owner: string, field: string) => number,
): Promise<ExplorerSession> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.kind === 'refused') reject(new Error(data.message));
      if (data.kind === 'opened') resolve(sessionOf(worker, data.header, data.fitted, state, readValue));
    };
    worker.postMessage({ kind: 'open', bytes, where: 'pool' }, [bytes]);
  });
}

function sessionOf(
  worker: MessagePlace,
  header: ExplorerHeader,
  fitted: ExplorerResult,
  state: Signal<ExplorerState>,
  readValue: (header: ExplorerHeader, point: Point, owner: string, field: string) => number,
): ExplorerSession {
  const shown = signal<Shown>({ id: 0, result: fitted, milliseconds: 0 });
  const fittedPoint = pointOf(header.problem, header.values, {});
  let last: Point = fittedPoint;
  const checked = computed<{ readonly point: Point; readonly issue: string | null }>(() => {
    try {
      last = pointOf(header.problem, header.values, state.value);
      return { point: last, issue: null };
    } catch (cause) {
      return { point: last, issue: cause instanceof Error ? cause.message : String(cause) };
    }
  });
  const byOwner = new Map<string, ReadonlySignal<string>>();
  const ownState = (owner: string): ReadonlySignal<string> => {
    const known = byOwner.get(owner);
    if (known !== undefined) return known;
    const own = computed(() =>
      Object.entries(state.value)
        .filter(([key]) => ownerOf(key) === owner)
        .map(([key, value]) => `${key}=${value}`)
        .join(),
    );
    byOwner.set(owner, own);
    return own;
  };
  let id = 0;
  worker.onmessage = ({ data }) => {
    if (data.kind === 'shown' && data.id > shown.peek().id) shown.value = data;
  };
  const end = effect(() => {
    if (checked.value.issue === null) worker.postMessage({ kind: 'show', id: ++id, state: state.value });
  });
  return {
    header,
    fitted,
    state,
    point: computed(() => checked.value.point),
    fittedPoint,
    shown,
    issue: computed(() => checked.value.issue),
    ownState,
    set: (owner, field, value) => {
      const family = families.find((each) => each.includes(field)) ?? [field];
      const own = Object.keys(state.peek()).filter((key) => ownerOf(key) === owner);
      const rivals = own.filter((key) => isRival(family, key.slice(owner.length + 1)));
      const kept = Object.entries(state.peek()).filter(([key]) => !rivals.includes(key));
      const siblings = rivals.length === 0 ? [] : family.filter((each) => each !== field);
      const { point } = checked.peek();
      state.value = Object.fromEntries([
        ...kept,
        ...siblings.map((each) => [`${owner}.${each}`, readValue(header, point, owner, each)] as const),
        [`${owner}.${field}`, value],
      ]);
    },
    reset: (owner) => {
      batch(() => {
        state.value =
          owner === undefined
            ? {}
            : Object.fromEntries(Object.entries(state.peek()).filter(([key]) => ownerOf(key) !== owner));
      });
    },
    close: () => {
      end();
      worker.terminate();
    },
  };
}

/** `placebo.mu` is of `placebo`. */
export const ownerOf = (key: string): string => key.slice(0, key.lastIndexOf('.'));

/** Whether a field belongs to the other way of stating the same. */
function isRival(family: readonly string[], field: string): boolean {
  const other = families.find((each) => each.includes(field));
  if (other === undefined || other === family) return false;
  const place = families.indexOf(family);
  // Pairs stand next to one another in the list
  return place >= 0 && Math.floor(families.indexOf(other) / 2) === Math.floor(place / 2);
}
