/**
 * Places for labels along a line, each as near to its wanted place as the others allow.
 *
 * @param wanted - wanted places, in any order; px
 * @param room - least distance of two labels, and the ends of the line; px
 * @returns places in the order of `wanted`; closer than the least distance only where the line is too short for all
 */
export function spreadLabels(
  wanted: readonly number[],
  { gap, from, to }: { readonly gap: number; readonly from: number; readonly to: number },
): readonly number[] {
  const step = Math.min(gap, wanted.length < 2 ? gap : (to - from) / (wanted.length - 1));
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const places = order.map((index) => Math.min(Math.max(wanted[index]!, from), to));
  for (let place = 1; place < places.length; place++) {
    places[place] = Math.max(places[place]!, places[place - 1]! + step);
  }
  // What was pushed beyond the end moves back, and pushes those before it
  let limit = to;
  for (let place = places.length - 1; place >= 0; place--) {
    places[place] = Math.min(places[place]!, limit);
    limit = places[place]! - step;
  }
  const result = new Array<number>(wanted.length);
  order.forEach((index, place) => {
    result[index] = places[place]!;
  });
  return result;
}
