export interface StageTimer {
  /** Ends the present stage and begins the next. */
  enter(stage: string): void;
  /** Seconds of each stage so far, in order; repeated stages are listed each time. */
  stages(): readonly { readonly stage: string; readonly seconds: number }[];
  elapsedSeconds(): number;
}

/** @param now - clock; milliseconds */
export function stageTimer(now: () => number): StageTimer {
  const begun = now();
  const finished: { stage: string; seconds: number }[] = [];
  let current: { readonly stage: string; readonly since: number } | undefined;
  const rounded = (milliseconds: number) => Math.round(milliseconds) / 1000;
  const close = () => {
    if (current !== undefined) finished.push({ stage: current.stage, seconds: rounded(now() - current.since) });
  };
  return {
    enter: (stage) => {
      close();
      current = { stage, since: now() };
    },
    stages: () => {
      const open = current === undefined ? [] : [{ stage: current.stage, seconds: rounded(now() - current.since) }];
      return [...finished, ...open];
    },
    elapsedSeconds: () => rounded(now() - begun),
  };
}
