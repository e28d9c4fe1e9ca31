import { parseSync } from "vite";

/** A request for a text: its key, cut where a variable stands in it. */
export interface Call {
  path: string;
  parts: string[];
}

interface Node {
  type: string;
  [field: string]: unknown;
}

/** Attributes that are read out or shown to people. */
const SHOWN = /label|title|header|placeholder|description|text$|^alt$|hint|content$/i;

/** Finds, in a source file, which texts it asks for and which it says by itself. */
export function readSource(path: string, source: string): { calls: Call[]; hardCoded: string[] } {
  const calls: Call[] = [];
  const hardCoded: string[] = [];
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`);

  walk(program, (node) => {
    if (node.type === "CallExpression" && isTranslate(node.callee as Node)) {
      const [key] = node.arguments as Node[];
      if (key !== undefined) calls.push(...keysOf(key).map((parts) => ({ path, parts })));
    }
    const text = shownText(node);
    if (text !== undefined && /\p{L}/u.test(text)) hardCoded.push(`${path}: ${text.trim()}`);
  });
  return { calls, hardCoded };
}

function isTranslate(callee: Node): boolean {
  return callee.type === "Identifier" && callee.name === "t";
}

function keysOf(node: Node): string[][] {
  switch (node.type) {
    case "Literal":
      return [[String(node.value)]];
    case "TemplateLiteral":
      return [(node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked)];
    case "ConditionalExpression":
      return [...keysOf(node.consequent as Node), ...keysOf(node.alternate as Node)];
    default:
      throw new Error(`a text is asked for by a key that can't be read: ${node.type}`);
  }
}

function shownText(node: Node): string | undefined {
  if (node.type === "JSXText") return String(node.value);
  if (node.type !== "JSXAttribute") return undefined;
  const name = (node.name as Node).name;
  const value = node.value as Node | null;
  return typeof name === "string" &&
    SHOWN.test(name) &&
    !/selector$/i.test(name) &&
    value?.type === "Literal"
    ? String(value.value)
    : undefined;
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const part of node) walk(part, visit);
  } else if (typeof node === "object" && node !== null) {
    if ("type" in node) visit(node as Node);
    for (const part of Object.values(node)) walk(part, visit);
  }
}
