import { cellIndex } from '../model/species.js';

/** Tumor-infiltrating markers: densities in the microenvironment (cell/L) and their ratios to regulatory T cells. */
export const markerNames = ['th1', 'ctl', 'th1_treg', 'ctl_treg'] as const;

export type MarkerName = (typeof markerNames)[number];

export const markerDescriptions: Readonly<Record<MarkerName, { readonly label: string; readonly unit: string }>> = {
  th1: { label: 'Th1', unit: 'cell/L' },
  ctl: { label: 'CTL', unit: 'cell/L' },
  th1_treg: { label: 'Th1/Treg', unit: '1' },
  ctl_treg: { label: 'CTL/Treg', unit: '1' },
};

/**
 * The four markers from the state of one patient on one day, in the order of {@link markerNames}.
 *
 * @param cell - reads a cell state by its canonical index; cell/L
 */
export function markersOf(cell: (index: number) => number): readonly [number, number, number, number] {
  const th1 = cell(cellIndex.T1_C);
  const ctl = cell(cellIndex.T8_C);
  const treg = cell(cellIndex.Treg_C);
  return [th1, ctl, th1 / treg, ctl / treg];
}
