import type { ComponentChildren } from 'preact';
import { Figure } from '../components/figure.js';
import { type HeatCell, HeatMap } from './heat-map.js';
import { type HeatMapModel, heatMapCsv, heatMapSvg } from './heat-map-model.js';

interface HeatMapFigureProps {
  readonly id: string;
  readonly model: HeatMapModel;
  readonly caption?: ComponentChildren;
  readonly chosen?: HeatCell | null;
  readonly onChoose?: (cell: HeatCell) => void;
}

/** A {@link HeatMap} with its title and files. */
export function HeatMapFigure({ id, model, caption, chosen = null, onChoose }: HeatMapFigureProps) {
  return (
    <Figure
      id={id}
      title={model.title}
      {...(caption === undefined ? {} : { caption })}
      files={{ svg: () => heatMapSvg(model), csv: () => heatMapCsv(model) }}
      draw={() => <HeatMap model={model} chosen={chosen} {...(onChoose === undefined ? {} : { onChoose })} />}
    />
  );
}
