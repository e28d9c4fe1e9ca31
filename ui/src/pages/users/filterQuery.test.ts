import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { describe, expect, test } from "vitest";
import type { FilterGroup } from "../../ipc/generated/FilterGroup";
import { fromFilter, toFilter } from "./filterQuery";

type Nodes = NonNullable<PropertyFilterProps.Query["tokenGroups"]>;

function query(tokenGroups: Nodes, operation: "and" | "or" = "and"): PropertyFilterProps.Query {
  return { operation, tokens: [], tokenGroups };
}

const both: [string, PropertyFilterProps.Query, FilterGroup][] = [
  ["nothing", query([]), { join: "and", nodes: [] }],
  [
    "one text",
    query([{ propertyKey: "login", operator: "!^", value: "amy" }]),
    {
      join: "and",
      nodes: [{ kind: "token", property: "login", operator: "!^", values: ["amy"] }],
    },
  ],
  [
    "any of several values",
    query([{ propertyKey: "routingProfile", operator: "=", value: ["Sales", "Billing"] }]),
    {
      join: "and",
      nodes: [
        { kind: "token", property: "routingProfile", operator: "=", values: ["Sales", "Billing"] },
      ],
    },
  ],
  [
    "something empty",
    query([{ propertyKey: "has", operator: "=", value: ["no:quickConnects"] }]),
    {
      join: "and",
      nodes: [{ kind: "token", property: "has", operator: "!=", values: ["quickConnects"] }],
    },
  ],
  [
    "something filled in",
    query([{ propertyKey: "has", operator: "=", value: ["tags", "hierarchy"] }]),
    {
      join: "and",
      nodes: [{ kind: "token", property: "has", operator: "=", values: ["tags", "hierarchy"] }],
    },
  ],
  [
    "something filled in or others empty",
    query([
      { propertyKey: "has", operator: "=", value: ["tags", "no:quickConnects", "no:hierarchy"] },
    ]),
    {
      join: "and",
      nodes: [
        {
          kind: "group",
          join: "or",
          nodes: [
            { kind: "token", property: "has", operator: "=", values: ["tags"] },
            { kind: "token", property: "has", operator: "!=", values: ["quickConnects"] },
            { kind: "token", property: "has", operator: "!=", values: ["hierarchy"] },
          ],
        },
      ],
    },
  ],
  [
    "a choice compared as text",
    query([{ propertyKey: "hierarchy", operator: ":", value: "Berlin" }]),
    {
      join: "and",
      nodes: [{ kind: "token", property: "hierarchy", operator: ":", values: ["Berlin"] }],
    },
  ],
  [
    "a number and a day, joined with or",
    query(
      [
        { propertyKey: "quickConnects", operator: ">=", value: "2" },
        { propertyKey: "lastChanged", operator: "<", value: "2026-01-31" },
      ],
      "or",
    ),
    {
      join: "or",
      nodes: [
        { kind: "token", property: "quickConnects", operator: ">=", values: ["2"] },
        { kind: "token", property: "lastChanged", operator: "<", values: ["2026-01-31"] },
      ],
    },
  ],
  [
    "a group in brackets",
    query([
      {
        operation: "or",
        tokens: [
          { propertyKey: "login", operator: ":", value: "a" },
          { propertyKey: "lastName", operator: ":", value: "b" },
        ],
      },
      { propertyKey: "autoAccept", operator: "=", value: ["yes"] },
    ]),
    {
      join: "and",
      nodes: [
        {
          kind: "group",
          join: "or",
          nodes: [
            { kind: "token", property: "login", operator: ":", values: ["a"] },
            { kind: "token", property: "lastName", operator: ":", values: ["b"] },
          ],
        },
        { kind: "token", property: "autoAccept", operator: "=", values: ["yes"] },
      ],
    },
  ],
  [
    "a word anywhere",
    query([{ operator: ":", value: "anna" }]),
    { join: "and", nodes: [{ kind: "token", property: null, operator: ":", values: ["anna"] }] },
  ],
];

describe.each(both)("%s", (_name, shown, asked) => {
  test("is asked for as it is shown", () => {
    expect(toFilter(shown)).toEqual(asked);
  });
  test("is shown again as it was asked for", () => {
    expect(fromFilter(asked)).toEqual(shown);
  });
});

test.each<[string, PropertyFilterProps.Token]>([
  ["no value", { propertyKey: "login", operator: "=", value: null }],
  ["an empty value", { propertyKey: "login", operator: ":", value: "" }],
  ["no choice made", { propertyKey: "tags", operator: "=", value: [] }],
  ["a property that there is not", { propertyKey: "shoeSize", operator: "=", value: "43" }],
  ["an operator that there is not", { propertyKey: "login", operator: "~", value: "a" }],
])("a token with %s is left out", (_name, token) => {
  expect(toFilter(query([token]))).toEqual({ join: "and", nodes: [] });
  expect(toFilter(query([{ operation: "or", tokens: [token] }]))).toEqual({
    join: "and",
    nodes: [],
  });
});
