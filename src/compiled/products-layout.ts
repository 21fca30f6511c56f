/** Patients that an operation of the products kernel works on: one machine vector, so that all sums of a tile stay in registers. */
export const PRODUCTS_LANES = 2;

/** Columns of a tile: each number is read once for several products. */
export const PRODUCTS_LEFT = 2;
export const PRODUCTS_RIGHT = 4;

/** Functions of the kernel. */
export const productsFunctions = { addProducts: 'add_products' } as const;
