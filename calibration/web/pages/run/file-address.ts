import { apiPath } from '../../app/api-client.js';

/** A size for readers: `512 B`, `1.2 kB`, `34 MB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${unit === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Address of a file of a run. */
export function fileAddress(run: string, path: string): string {
  return `${apiPath`/api/runs/${run}/files/`}${path.split('/').map(encodeURIComponent).join('/')}`;
}
