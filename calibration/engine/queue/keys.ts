/** What a run leaves behind when it is killed stays so long for the one that goes on with it. */
export const KEPT_SECONDS = 24 * 3600;

/** What workers tell is kept up to this number, the newest, until the run reads it. */
export const MOST_NOTICES = 1000;

/** Keys of one run. */
export interface SessionKeys {
  /** There while the run may still take results. */
  readonly open: string;
  /** Which process drives the run. */
  readonly owner: string;
  /** By piece: its data, its result's description, its result. */
  readonly inputs: string;
  readonly results: string;
  readonly outputs: string;
  /** By hash: data that many pieces share. */
  readonly shared: string;
  /** Pieces whose result has come, in order. */
  readonly arrivals: string;
  /** What workers tell the user. */
  readonly notices: string;
}

export interface QueueKeys {
  /** Runs under way and workers, by id. */
  readonly sessions: string;
  readonly workers: string;
  session(id: string): SessionKeys;
  /** Who has driven a run last; outlives it for a day, so that a process that was stopped meanwhile finds out. */
  driver(id: string): string;
}

/** All keys outside the queue itself; each begins with the prefix. */
export function queueKeys(prefix: string): QueueKeys {
  return {
    sessions: `${prefix}:sessions`,
    workers: `${prefix}:workers`,
    driver: (id) => `${prefix}:driver:${id}`,
    session: (id) => {
      const key = (name: string) => `${prefix}:session:${id}:${name}`;
      return {
        open: key('open'),
        owner: key('owner'),
        inputs: key('inputs'),
        results: key('results'),
        outputs: key('outputs'),
        shared: key('shared'),
        arrivals: key('arrivals'),
        notices: key('notices'),
      };
    },
  };
}

/**
 * Queue of the runs of one program: workers of another never see their pieces.
 *
 * @param identity - hash of the program's identity
 */
export function queueName(identity: string): string {
  return `chunks-${identity.slice(0, 16)}`;
}
