import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

interface DrawingProps {
  /** Draws in a width; px. The markup is that of this program, with texts escaped. */
  readonly draw: (width: number) => string;
  readonly label: string;
  /** A click on a mark with `data-series`: its name. */
  readonly onPick?: (series: string) => void;
}

/** A drawing in the width that the page has for it; marks with `data-hover` show it at the pointer. */
export function Drawing({ draw, label, onPick }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  const hover = useSignal<{ readonly text: string; readonly left: number; readonly top: number } | null>(null);
  useEffect(() => {
    const { current: box } = place;
    if (box === null) return;
    const observer = new ResizeObserver(() => {
      width.value = box.clientWidth;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  const markup = width.value > 0 ? draw(width.value) : '';
  const markAt = (event: Event, name: string) =>
    event.target instanceof Element ? (event.target.closest(`[${name}]`)?.getAttribute(name) ?? null) : null;
  return (
    <div class="drawing" role="group" aria-label={label}>
      <div
        ref={place}
        // Markup of this program: forestSvg and the like escape every text
        dangerouslySetInnerHTML={{ __html: markup }}
        onPointerMove={(event) => {
          const text = markAt(event, 'data-hover');
          const box = place.current?.getBoundingClientRect();
          hover.value =
            text === null || box === undefined
              ? null
              : { text, left: event.clientX - box.left, top: event.clientY - box.top };
        }}
        onPointerLeave={() => {
          hover.value = null;
        }}
        onClick={(event) => {
          const series = markAt(event, 'data-series');
          if (series !== null) onPick?.(series);
        }}
      />
      {hover.value === null ? null : (
        <div
          class="hover-card"
          style={{
            left: `${Math.min(hover.value.left + 12, Math.max(0, width.value - 240))}px`,
            top: `${hover.value.top + 16}px`,
          }}
        >
          {hover.value.text}
        </div>
      )}
    </div>
  );
}
