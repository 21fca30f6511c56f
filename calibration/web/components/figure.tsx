import { useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { plainSvg, plotPng, storeFile } from '../plots/files.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { toast } from './toasts.js';

/** What the files of a figure hold; made when they are asked for. */
export interface FigureFiles {
  /** A drawing with width and height; colours as variables of the theme. */
  readonly svg: () => string;
  /** The table behind the figure. */
  readonly csv: () => string;
}

interface FigureProps {
  /** Name of its files, and its place in the page. */
  readonly id: string;
  readonly title: string;
  readonly caption?: ComponentChildren;
  readonly files: FigureFiles;
  /** Draws the figure; the height in px is larger where it is enlarged. */
  readonly draw: (height: number) => ComponentChildren;
  /** px */
  readonly height?: number;
  /** Height where it is enlarged; px. */
  readonly largeHeight?: number;
  /** Further buttons. */
  readonly actions?: ComponentChildren;
}

const HEIGHT = 320;
const LARGE_SHARE = 0.68;

/** A plot with its title, caption and files: SVG, PNG with 300 dpi, CSV; it can be enlarged. */
export function Figure(props: FigureProps) {
  const { id, title, caption, files, draw, height = HEIGHT, actions } = props;
  const isLarge = useSignal(false);
  const large = useComputed(() => (isLarge.value ? Math.round(innerHeight * LARGE_SHARE) : 0));
  return (
    <figure class="figure" id={id}>
      <div class="figure-head">
        <h3>{title}</h3>
        <div class="figure-actions">
          {actions}
          <FigureButtons id={id} title={title} files={files} onEnlarge={() => (isLarge.value = true)} />
        </div>
      </div>
      {draw(height)}
      {caption === undefined ? null : <figcaption>{caption}</figcaption>}
      <Dialog title={title} isOpen={isLarge} isWide>
        {draw(props.largeHeight ?? large.value)}
        {caption === undefined ? null : <p class="figure-caption">{caption}</p>}
      </Dialog>
    </figure>
  );
}

interface FigureButtonsProps {
  readonly id: string;
  readonly title: string;
  readonly files: FigureFiles;
  readonly onEnlarge: () => void;
}

/** Buttons that store a figure, and enlarge it. */
export function FigureButtons({ id, title, files, onEnlarge }: FigureButtonsProps) {
  const png = () => {
    plotPng(files.svg()).then(
      (bytes) => storeFile(`${id}.png`, bytes, 'image/png'),
      (reason: unknown) => toast({ kind: 'bad', text: `${title}: no image could be made; ${String(reason)}` }),
    );
  };
  return (
    <>
      <FileButton
        label="SVG"
        of={title}
        onClick={() => storeFile(`${id}.svg`, plainSvg(files.svg()), 'image/svg+xml')}
      />
      <FileButton label="PNG" of={title} hint="300 dpi" onClick={png} />
      <FileButton label="CSV" of={title} onClick={() => storeFile(`${id}.csv`, files.csv(), 'text/csv')} />
      <Button kind="quiet" icon="enlarge" isIconOnly label={`Enlarge: ${title}`} hint="Enlarge" onClick={onEnlarge} />
    </>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly of: string;
  readonly hint?: string;
  readonly onClick: () => void;
}

function FileButton({ label, of, hint, onClick }: FileButtonProps) {
  return (
    <button
      type="button"
      class="file-button"
      title={`Store as ${label}${hint === undefined ? '' : `, ${hint}`}`}
      aria-label={`${label} of ${of}`}
      onClick={onClick}
    >
      {label}
    </button>
  );
}
