/** Values of a mark as text, from its field `hover`: shown at the pointer where a page runs scripts. */
export const HOVER = { tooltip: { field: 'hover', type: 'nominal' } } as const;
