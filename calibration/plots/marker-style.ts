import { ownValue } from '../../src/index.js';
/** A marker as the report names it. */
export interface MarkerStyle {
  readonly label: string;
  /** Unit as text; empty for a ratio. */
  readonly unit: string;
}

const KNOWN_MARKERS: Readonly<Record<string, MarkerStyle>> = {
  th1: { label: 'Th1', unit: 'cell/L' },
  ctl: { label: 'CTL', unit: 'cell/L' },
  th1treg: { label: 'Th1/Treg', unit: '' },
  ctltreg: { label: 'CTL/Treg', unit: '' },
};

/**
 * Name and unit of a tumor marker.
 *
 * @param marker - the marker as the tables name it; case and separators do not matter
 * @returns its label and unit; an unknown marker goes by its own name, without a unit
 */
export function markerStyle(marker: string): MarkerStyle {
  return ownValue(KNOWN_MARKERS, marker.toLowerCase().replace(/[^a-z0-9]/g, '')) ?? { label: marker, unit: '' };
}

/**
 * Name of a score: one marker, or several joined by ` + `.
 *
 * @param markers - the markers of the score
 * @returns their labels joined; `all four` for four markers
 */
export function scoreLabel(markers: readonly string[]): string {
  return markers.length === 4 ? 'all four' : markers.map((marker) => markerStyle(marker).label).join(' + ');
}
