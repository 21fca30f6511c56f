// Evidence: a slow oracle (a plain grid of texts that is copied at each step) · laws of undo and redo over random sequences.
import { describe, expect, test } from 'vitest';
import { clipboardRecords, clipboardText } from '../../../../../calibration/web/pages/trials/clipboard-text.js';
import {
  type EditHistory,
  edited,
  givenUp,
  redone,
  settled,
  startHistory,
  UNDO_STEPS,
  undone,
} from '../../../../../calibration/web/pages/trials/edit-history.js';
import {
  cellText,
  type EditTable,
  editTable,
  HEADER_ROW,
  MOST_ROWS,
  rangeTexts,
  tableRecords,
  withBlock,
  withCell,
  withColumn,
  withDecimalPoints,
  withExcluded,
  withNamedBlock,
  withoutColumn,
  withoutRows,
  withoutTexts,
  withRows,
} from '../../../../../calibration/web/pages/trials/table-model.js';
import { randomStream } from '../../../../../src/index.js';

const small = () =>
  editTable(
    ['trial', 'n'],
    [
      ['A', '10'],
      ['B', '20'],
    ],
  );

/** Draws whole numbers below a bound. */
function whole(seed: string) {
  const uniform = randomStream({ seed, streamName: 'edits', index: 0 });
  return (below: number): number => Math.floor(uniform() * below);
}

const pieces = [
  '',
  'A',
  '4,9',
  '5.1 %',
  'a\tb',
  'a "quoted" word',
  '"',
  'line\nbreak',
  '=1+1',
  ' x ',
  'é',
  ';',
  '\r\n',
  '-0',
];

describe('editing', () => {
  test('a block grows the table past its last row and column, and leaves what is beside it', () => {
    const next = withBlock(small(), { row: 1, column: 1 }, [['21', 'x'], ['22']])!;
    expect(tableRecords(next)).toEqual([
      ['trial', 'n', ''],
      ['A', '10', ''],
      ['B', '21', 'x'],
      ['', '22', ''],
    ]);
    expect(tableRecords(small())).toEqual([
      ['trial', 'n'],
      ['A', '10'],
      ['B', '20'],
    ]);
  });

  test('a block may begin at the names of the columns', () => {
    const next = withBlock(small(), { row: HEADER_ROW, column: 0 }, [
      ['arm', 'n_evaluable'],
      ['tas102', '3'],
    ])!;
    expect(tableRecords(next).slice(0, 2)).toEqual([
      ['arm', 'n_evaluable'],
      ['tas102', '3'],
    ]);
  });

  test('records with names go to the columns of their names, and names that are missing become columns', () => {
    const next = withNamedBlock(small(), 2, [
      ['n', 'arm', 'trial'],
      ['30', 'tas102', 'C'],
    ])!;
    expect(tableRecords(next)).toEqual([
      ['trial', 'n', 'arm'],
      ['A', '10', ''],
      ['B', '20', ''],
      ['C', '30', 'tas102'],
    ]);
  });

  test('an edit that changes nothing gives the same table, and an edit shares the rows that it leaves', () => {
    const table = small();
    expect(withCell(table, { row: 0, column: 0 }, 'A')).toBe(table);
    expect(withExcluded(table, [7], true)).toBe(table);
    expect(withoutRows(table, 5, 6)).toBe(table);
    expect(withCell(table, { row: 0, column: 0 }, 'C').rows[1]).toBe(table.rows[1]);
  });

  test('a table has at most 2,000 rows', () => {
    expect(withBlock(small(), { row: MOST_ROWS - 1, column: 0 }, [['x']])).not.toBeNull();
    expect(withBlock(small(), { row: MOST_ROWS - 1, column: 0 }, [['x'], ['y']])).toBeNull();
    expect(withNamedBlock(small(), MOST_ROWS, [['n'], ['1']])).toBeNull();
  });

  test('decimal commas become points in columns of numbers, where a cell holds a number alone', () => {
    const cells = ['4,9', '45,8 %', '-0,5', 'Example, A., 2033', '1,234,5', ',5', '7'];
    const table = editTable(
      ['month_6', 'note'],
      cells.map((cell) => [cell, cell]),
    );
    const points = withDecimalPoints(table);
    const numbers = ['4.9', '45.8 %', '-0.5', 'Example, A., 2033', '1,234,5', '.5', '7'];
    expect(points.rows.map((row) => row.cells)).toEqual(numbers.map((number, row) => [number, cells[row]]));
    expect(withDecimalPoints(points)).toBe(points);
  });

  test('rows keep their identity and their exclusion while others come and go', () => {
    const out = withExcluded(small(), [1], true);
    const next = withoutRows(withRows(out, 0), 1, 1);
    expect(next.rows.map(({ id, excluded }) => [id, excluded])).toEqual([
      [2, false],
      [1, true],
    ]);
  });
});

describe('undo', () => {
  const at = { row: 0, column: 1 };
  const type = (history: EditHistory, text: string, key: string) =>
    edited(history, withCell(history.table, at, text), { what: 'typing', key });

  test('letters typed into one cell are one step, and typing there again is another', () => {
    let history = startHistory(small());
    for (const text of ['1', '12', '123']) history = type(history, text, 'cell 0 1');
    history = type(settled(history), '1234', 'cell 0 1');
    expect(cellText(undone(history).table, at)).toBe('123');
    expect(cellText(undone(undone(history)).table, at)).toBe('10');
    expect(redone(undone(history)).table).toBe(history.table);
  });

  test('typing that is given up leaves the table before it and no step', () => {
    const start = edited(startHistory(small()), withRows(small(), 0), { what: 'row' });
    const typed = type(type(start, 'x', 'k'), 'xy', 'k');
    const back = givenUp(typed, 'k');
    expect(back.table).toBe(start.table);
    expect(back.past).toEqual(start.past);
    expect(givenUp(start, 'k').table).toBe(start.table);
  });

  test('at least 100 steps can be undone', () => {
    let history = startHistory(small());
    const seen = [history.table];
    for (let step = 0; step < UNDO_STEPS + 50; step++) {
      history = edited(history, withCell(history.table, at, String(step)), { what: 'typing' });
      seen.push(history.table);
    }
    for (let step = 0; step < UNDO_STEPS; step++) history = undone(history);
    expect(UNDO_STEPS).toBeGreaterThanOrEqual(100);
    expect(history.table).toBe(seen[50]);
    expect(undone(history).table).toBe(seen[50]);
  });

  /** A random edit of a table, and its effect on a plain grid of texts. */
  function randomEdit(table: EditTable, grid: string[][], draw: (below: number) => number): EditTable {
    const [row, column] = [draw(grid.length), draw(grid[0]!.length)];
    const place = { row: row - 1, column };
    const empty = (columns: number) => Array.from({ length: columns }, () => '');
    switch (draw(7)) {
      case 0:
      case 1: {
        const block = Array.from({ length: 1 + draw(4) }, () =>
          Array.from({ length: 1 + draw(4) }, () => pieces[draw(pieces.length)]!),
        );
        const width = Math.max(grid[0]!.length, ...block.map(({ length }) => column + length));
        for (const cells of grid) cells.push(...empty(width - cells.length));
        while (grid.length < row + block.length) grid.push(empty(width));
        for (const [down, cells] of block.entries()) {
          for (const [right, text] of cells.entries()) grid[row + down]![column + right] = text;
        }
        // Through the clipboard, where it has tabs and an end
        const isPlain = block.some(({ length }) => length > 1) && block.at(-1)!.some((text) => text !== '');
        return withBlock(table, place, isPlain ? clipboardRecords(clipboardText(block)) : block)!;
      }
      case 2:
        grid[row]![column] = 'typed';
        return withCell(table, place, 'typed');
      case 3:
        grid.splice(row === 0 ? 1 : row, 0, empty(grid[0]!.length));
        return withRows(table, Math.max(0, place.row));
      case 4:
        if (row > 0) grid.splice(row, 1);
        return row > 0 ? withoutRows(table, place.row, place.row) : table;
      case 5: {
        const last = {
          row: Math.min(grid.length - 2, place.row + draw(3)),
          column: Math.min(grid[0]!.length - 1, column + draw(3)),
        };
        for (let down = row; down <= last.row + 1; down++) grid[down]!.fill('', column, last.column + 1);
        return withoutTexts(table, { from: last, to: place });
      }
      default:
        if (draw(2) === 0 && grid[0]!.length > 1) {
          for (const cells of grid) cells.splice(column, 1);
          return withoutColumn(table, column);
        }
        if (!grid[0]!.includes('note')) {
          for (const cells of grid) cells.push(cells === grid[0] ? 'note' : '');
        }
        return withColumn(table, 'note');
    }
  }

  test('random edits agree with a plain grid, and undo and redo restore every table exactly', () => {
    for (let round = 0; round < 40; round++) {
      const draw = whole(`edits ${round}`);
      const grid = tableRecords(small()).map((cells) => [...cells]);
      let history = startHistory(small());
      const seen = [history.table];
      for (let step = 0; step < 25; step++) {
        const table = randomEdit(history.table, grid, draw);
        history = edited(history, table, { what: 'edit' });
        if (history.table !== seen.at(-1)) seen.push(history.table);
        expect(tableRecords(history.table)).toEqual(grid);
      }
      for (const table of seen.slice(0, -1).reverse()) {
        history = undone(history);
        expect(history.table).toBe(table);
      }
      expect(undone(history).table).toBe(seen[0]);
      for (const table of seen.slice(1)) {
        history = redone(history);
        expect(history.table).toBe(table);
      }
    }
  });
});

describe('clipboard', () => {
  test('what is copied is pasted, cell by cell', () => {
    const draw = whole('clipboard');
    for (let round = 0; round < 200; round++) {
      const width = 2 + draw(4);
      const records = Array.from({ length: 1 + draw(4) }, () =>
        Array.from({ length: width }, () => pieces[draw(pieces.length)]!),
      );
      // A last row of empty cells is the line end of a spreadsheet
      records.push(Array.from({ length: width }, () => 'end'));
      expect(clipboardRecords(clipboardText(records))).toEqual(records);
    }
  });

  test.each([
    [
      'a spreadsheet ends its last row',
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['quotes around a line break', '"two\nlines"\tb', [['two\nlines', 'b']]],
    ['a quote within a cell', '5" nail\t"b', [['5" nail', '"b']]],
    ['quotes that do not close before the separator', '"a"b\tc', [['"a"b', 'c']]],
    ['empty cells', '\t\tc\n\t\t', [['', '', 'c']]],
    ['lines of a citation with commas', 'Prager et al. 2023, N Engl J Med', [['Prager et al. 2023, N Engl J Med']]],
    ['lines of different lengths', 'a,b\nc', [['a,b'], ['c']]],
    [
      'semicolons with decimal commas',
      'pr;sd\n4,9;62,3',
      [
        ['pr', 'sd'],
        ['4,9', '62,3'],
      ],
    ],
    [
      'a table of commas',
      'trial,n\n"A, B",3\n',
      [
        ['trial', 'n'],
        ['A, B', '3'],
      ],
    ],
    ['a column', '1\n2\n3', [['1'], ['2'], ['3']]],
    ['a byte order mark', '\ufeffa\tb', [['a', 'b']]],
    ['nothing', '', [['']]],
  ])('%s', (_, text, records) => {
    expect(clipboardRecords(text)).toEqual(records);
  });

  test('a range is read with its corners in any order', () => {
    const records = [['A'], ['B']];
    const [from, to] = [
      { row: 1, column: 0 },
      { row: 0, column: 0 },
    ];
    expect(rangeTexts(small(), { from, to })).toEqual(records);
    expect(rangeTexts(small(), { from: to, to: from })).toEqual(records);
  });
});
