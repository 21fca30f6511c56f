import { productsFunctions } from './products-layout.js';
import { productsModule } from './products-module.js';
import { type StoredKernel, storedKernel } from './stored-kernel.js';

/** A pair of left columns with all right ones; see `emitProducts`. Addresses in bytes. */
export type AddProductsFunction = (
  left: number,
  right: number,
  rightEnd: number,
  stride: number,
  bytes: number,
  out: number,
) => void;

/** The compiled code of weighted products at work. */
export type ProductsKernel = StoredKernel<ProductsFunctions>;

interface ProductsFunctions {
  readonly addProducts: AddProductsFunction;
}

/** The compiled code of weighted products with a memory of at least so many bytes. */
export const productsKernel: (bytes: number) => ProductsKernel = storedKernel<ProductsFunctions>(
  productsModule,
  productsFunctions,
);
