import { withoutVariables } from '../../browser.js';
import { withDensity } from './png-density.js';

/** Density of stored images: what journals ask for. */
const DOTS_PER_INCH = 300;
/** Density at which px are counted. */
const CSS_DOTS_PER_INCH = 96;

/** Stores text or bytes as a file of the reader. */
export function storeFile(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read the address a while after the click
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A drawing as a file of its own: the colours of the theme are written out. */
export function plainSvg(svg: string, theme: 'light' | 'dark' = 'light'): string {
  return withoutVariables(svg, theme);
}

/**
 * A drawing as a PNG file with 300 dpi on white paper.
 *
 * @param svg - with width and height; px
 * @returns bytes
 */
export async function plotPng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([plainSvg(svg)], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const scale = DOTS_PER_INCH / CSS_DOTS_PER_INCH;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('png: the browser gave no canvas');
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('png: the browser gave no image');
    return withDensity(new Uint8Array(await blob.arrayBuffer()), DOTS_PER_INCH);
  } finally {
    URL.revokeObjectURL(address);
  }
}
