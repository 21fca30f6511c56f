/** A part of a Vega-Lite specification, as plain data. */
export type SpecPart = Readonly<Record<string, unknown>>;

/** How a channel is read from a row. */
export interface ChannelDefinition {
  readonly channel: string;
  readonly field: string;
  readonly type: string;
  /** Title of the channel, of its axis or of its legend; empty where there is none. */
  readonly title: string;
  readonly isLog: boolean;
}

/** A mark of a figure with all its channels and its rows, its own and those of what it stands in. */
export interface SpecUnit {
  readonly mark: string;
  readonly channels: readonly ChannelDefinition[];
  /** Rows written into the specification; none where they come from elsewhere. */
  readonly rows: readonly SpecPart[] | undefined;
}

const isPart = (value: unknown): value is SpecPart =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const partOf = (value: unknown): SpecPart => (isPart(value) ? value : {});

const LISTS = ['layer', 'hconcat', 'vconcat', 'concat'] as const;

function textOf(title: unknown): string {
  if (Array.isArray(title)) return title.map(textOf).join(' ');
  return typeof title === 'string' ? title : '';
}

/** Channels that are read from a field as it is: no aggregate, no bin. */
function channelsOf(encoding: SpecPart): readonly ChannelDefinition[] {
  return Object.entries(encoding).flatMap(([channel, definition]) => {
    const own = partOf(definition);
    const { field, type = '', aggregate, bin } = own;
    if (typeof field !== 'string' || aggregate !== undefined || bin !== undefined) return [];
    const title = [own.title, partOf(own.axis).title, partOf(own.legend).title, partOf(own.header).title].map(textOf);
    return [
      {
        channel,
        field,
        type: String(type),
        title: title.find((text) => text !== '') ?? '',
        isLog: partOf(own.scale).type === 'log',
      },
    ];
  });
}

interface Inherited {
  readonly encoding: SpecPart;
  readonly rows: readonly SpecPart[] | undefined;
}

/**
 * A specification whose marks are replaced one by one.
 *
 * @param spec - a Vega-Lite specification
 * @param replace - what stands for the mark of a unit; `encoding` is that of the unit and of what it stands in
 * @returns a copy
 */
export function mapUnits<Spec>(spec: Spec, replace: (part: SpecPart, unit: SpecUnit) => SpecPart): Spec {
  const visit = (part: SpecPart, inherited: Inherited): SpecPart => {
    const encoding = { ...inherited.encoding, ...partOf(part.encoding) };
    const values = partOf(part.data).values;
    const rows = part.data === undefined ? inherited.rows : Array.isArray(values) ? values.filter(isPart) : undefined;
    const lists = LISTS.flatMap((list) => {
      const parts = part[list];
      return Array.isArray(parts)
        ? [[list, parts.map((each) => visit(partOf(each), { encoding, rows }))] as const]
        : [];
    });
    const inside = isPart(part.spec) ? { spec: visit(part.spec, { encoding, rows }) } : {};
    const copy = { ...part, ...Object.fromEntries(lists), ...inside };
    if (part.mark === undefined) return copy;
    const mark = typeof part.mark === 'string' ? part.mark : String(partOf(part.mark).type);
    return replace(copy, { mark, channels: channelsOf(encoding), rows });
  };
  return visit(spec as SpecPart, { encoding: {}, rows: undefined }) as Spec;
}

/** All marks of a specification with their channels and rows, in drawing order. */
export function specUnits(spec: unknown): readonly SpecUnit[] {
  const units: SpecUnit[] = [];
  mapUnits(spec, (part, unit) => {
    units.push(unit);
    return part;
  });
  return units;
}
