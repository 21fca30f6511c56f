// Evidence: an independent reader (hyparquet 1.31.5) gives the cells back.
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { toParquet } from '../../../src/io/parquet.js';

const header = ['schedule', 'dose', 'median', 'empty'];
const rows = [
  ['α, "quoted"', 280, 10.0625, null],
  ['second', -0.1, null, null],
] as const;

const bufferOf = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};

describe('toParquet', () => {
  it('writes text as strings, numbers as doubles and empty cells as nulls, to the last bit', async () => {
    const file = bufferOf(toParquet(header, rows));
    expect(await parquetReadObjects({ file })).toEqual(
      rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i]]))),
    );
    const schema = parquetSchema(parquetMetadata(file));
    expect(schema.children.map(({ element }) => [element.name, element.type])).toEqual([
      ['schedule', 'BYTE_ARRAY'],
      ['dose', 'DOUBLE'],
      ['median', 'DOUBLE'],
      ['empty', 'DOUBLE'],
    ]);
  });

  it('takes columns of any name', () => {
    const names = ['__proto__', 'constructor', 'a.b'];
    const file = bufferOf(toParquet(names, [[1, 'x', 2]]));
    expect(parquetSchema(parquetMetadata(file)).children.map(({ element }) => element.name)).toEqual(names);
  });

  it('gives the same bytes for the same table, and takes one without rows', async () => {
    expect(toParquet(header, rows)).toEqual(toParquet(header, rows));
    expect(await parquetReadObjects({ file: bufferOf(toParquet(header, [])) })).toEqual([]);
  });

  it('refuses ragged rows, mixed columns and numbers that are not finite', () => {
    expect(() => toParquet(['a', 'b'], [['x']])).toThrow('toParquet[0]: a record must have 2 cells; got 1');
    expect(() => toParquet(['a'], [['x'], [1]])).toThrow('toParquet.a: a column must hold text or numbers; got both');
    expect(() => toParquet(['a'], [[Number.NaN]])).toThrow('must be finite; got NaN');
  });
});
