import type { ComponentChildren } from 'preact';
import { Figure } from '../components/figure.js';
import { Drawing } from './drawing.js';
import { type ForestModel, forestCsv, forestSvg } from './forest-model.js';

interface ForestFigureProps {
  readonly id: string;
  readonly model: ForestModel;
  readonly caption?: ComponentChildren;
  /** A click on a row: its id. */
  readonly onPick?: (row: string) => void;
}

/** Estimates with intervals, with title and files. */
export function ForestFigure({ id, model, caption, onPick }: ForestFigureProps) {
  return (
    <Figure
      id={id}
      title={model.title}
      {...(caption === undefined ? {} : { caption })}
      files={{ svg: () => forestSvg(model), csv: () => forestCsv(model) }}
      draw={() => (
        <Drawing
          label={`${model.title}. ${model.alt}`}
          draw={(width) => forestSvg(model, width, false)}
          {...(onPick === undefined ? {} : { onPick })}
        />
      )}
    />
  );
}
