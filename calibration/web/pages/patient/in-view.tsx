import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface InViewProps<Model> {
  /** Of the place before its content has been drawn; px. */
  readonly height: number;
  readonly model: Model;
  readonly children: (model: Model) => ComponentChildren;
}

/** Distance beyond the window in which content is kept up to date; px. */
const MARGIN = 60;

/** Draws its content with the latest model while it is in the window, and with the one that it had when it left. */
export function InView<Model>({ height, model, children }: InViewProps<Model>) {
  const place = useRef<HTMLDivElement>(null);
  const isSeen = useSignal(false);
  const drawn = useRef<Model | null>(null);
  useEffect(() => {
    const { current } = place;
    if (current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        isSeen.value = entry?.isIntersecting ?? true;
      },
      { rootMargin: `${MARGIN}px 0px` },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  if (isSeen.value) drawn.current = model;
  return (
    <div ref={place} class="in-view" style={drawn.current === null ? { minHeight: `${height}px` } : undefined}>
      {drawn.current === null ? null : children(drawn.current)}
    </div>
  );
}
