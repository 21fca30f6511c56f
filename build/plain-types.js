// Types of results are inferred from their schemas. Who imports the package needs neither the schemas nor their library: in its
// declarations each `z.infer<typeof schema>` becomes the type that it stands for.
import { createRequire } from 'node:module';

/** The compiler that api-extractor brings: that of this project has no interface for programs. */
export const ts = createRequire(createRequire(import.meta.url).resolve('@microsoft/api-extractor'))('typescript');

/**
 * The program with plain types in place of inferred ones.
 *
 * @param program - of declarations
 * @param isOwn - whether a file belongs to this project
 */
export function withPlainTypes(program, isOwn) {
  const checker = program.getTypeChecker();
  const changed = new Map();
  for (const source of program.getSourceFiles()) {
    const found = isOwn(source.fileName) ? inferred(source, checker) : [];
    if (found.length > 0) changed.set(source.fileName, replaced(source, found, checker));
  }
  const options = program.getCompilerOptions();
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (name, ...rest) =>
    changed.has(name)
      ? ts.createSourceFile(name, changed.get(name), options.target, true)
      : (program.getSourceFile(name) ?? read(name, ...rest));
  return ts.createProgram({ rootNames: program.getRootFileNames(), options, host, oldProgram: program });
}

/** Types that are told by a value: `z.infer<typeof schema>` anywhere, and names that are the keys or the members of a table. */
function inferred(source, checker) {
  const found = [];
  const visit = (node) => {
    const isInferred = ts.isTypeReferenceNode(node) && /^z\.(infer|output)$/.test(node.typeName.getText(source));
    if (isInferred && ts.isTypeQueryNode(node.typeArguments[0])) found.push(node);
    else if (ts.isTypeAliasDeclaration(node) && isOfNames(node, checker)) found.push(node.type);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether a type stands for texts, and does not list them. */
function isOfNames({ type: node, typeParameters }, checker) {
  if (typeParameters !== undefined || ts.isLiteralTypeNode(node) || node.kind === ts.SyntaxKind.StringKeyword)
    return false;
  if (ts.isUnionTypeNode(node) && node.types.every((member) => ts.isLiteralTypeNode(member))) return false;
  const type = checker.getTypeFromTypeNode(node);
  return (type.isUnion() ? type.types : [type]).every(({ flags }) => flags & ts.TypeFlags.StringLiteral);
}

function replaced(source, nodes, checker) {
  let text = source.text;
  for (const node of nodes.toReversed()) {
    const type = plain(checker.getTypeFromTypeNode(node), checker, '');
    text = text.slice(0, node.getStart(source)) + type + text.slice(node.end);
  }
  return text;
}

/** The text of a type, with the fields of all objects in it. */
function plain(type, checker, indent) {
  const inside = (member) => plain(member, checker, indent);
  if (type.isUnion()) {
    const members = new Set(
      type.types.map((member) => (member.flags & ts.TypeFlags.BooleanLiteral ? 'boolean' : inside(member))),
    );
    // The compiler has no order of its own for them
    const last = ['null', 'undefined'].filter((name) => members.delete(name));
    return [...[...members].sort(), ...last].join(' | ');
  }
  if (checker.isTupleType(type)) {
    const { elementFlags } = type.target;
    const members = checker.getTypeArguments(type).map(inside);
    return `readonly [${members.map((member, place) => (elementFlags[place] & ts.ElementFlags.Rest ? `...(${member})[]` : member)).join(', ')}]`;
  }
  if (checker.isArrayType(type)) {
    const member = inside(checker.getTypeArguments(type)[0]);
    return `readonly ${member.includes(' | ') || member.startsWith('readonly') ? `(${member})` : member}[]`;
  }
  const isObject = type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection);
  if (!isObject || type.getCallSignatures().length > 0)
    return checker.typeToString(
      type,
      undefined,
      ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseFullyQualifiedType,
    );
  const deeper = `${indent}    `;
  const fields = [
    ...checker.getIndexInfosOfType(type).map(({ keyType, type: value }) => ({
      name: `[name: ${checker.typeToString(keyType)}]`,
      value,
    })),
    ...checker.getPropertiesOfType(type).map((symbol) => ({
      name: `${/^[a-z_$][\w$]*$/i.test(symbol.name) ? symbol.name : JSON.stringify(symbol.name)}${symbol.flags & ts.SymbolFlags.Optional ? '?' : ''}`,
      value: checker.getTypeOfSymbol(symbol),
    })),
  ];
  if (fields.length === 0) return '{}';
  return `{\n${fields.map(({ name, value }) => `${deeper}readonly ${name}: ${plain(value, checker, deeper)};\n`).join('')}${indent}}`;
}
