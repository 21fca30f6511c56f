/** Days as text, in order: `1-5, 15-19`. */
export function dayRanges(days: readonly number[]): string {
  const ordered = [...days].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const day of ordered) {
    const last = ranges.at(-1);
    if (last !== undefined && day === last[1] + 1) last[1] = day;
    else ranges.push([day, day]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
