import type { UserRow } from "../ipc/generated/UserRow";

const FIRST_NAMES = [
  "Amélie",
  "Björn",
  "Chidi",
  "Dolores",
  "Emre",
  "Fatima",
  "Gwen",
  "Hiroshi",
  "Ingrid",
  "João",
  "Kateryna",
  "Liam",
];
const LAST_NAMES = [
  "Abernathy",
  "Brândușescu",
  "de la Cruz",
  "O'Neill",
  "Fernández",
  "Grünwald",
  "Hakimi",
  "Ivanova",
  "Jackson-Smythe",
  "Kowalczyk",
  "Lindström",
];
const ROUTING_PROFILES = [
  "Basic Routing Profile",
  "Sales",
  "Billing",
  "Back office",
  "Night shift",
];
const SECURITY_PROFILES = ["Agent", "CallCenterManager", "QualityAnalyst", "Admin"];
const HIERARCHY = [
  "Europe / Berlin / Team 1",
  "Europe / Lisbon / Team 4",
  "Americas / Austin",
  null,
];
const DAY = 24 * 60 * 60 * 1000;

/** The moment at which the made-up world was read. */
export const READ_AT = Date.UTC(2026, 2, 3, 14, 3);

/** People as no seed of chance would make them: the names that layouts stumble over. */
const UNUSUAL: Partial<UserRow>[] = [
  { login: "noor.alzahra", firstName: "نور", lastName: "الزهراء" },
  { login: "david.levi", firstName: "דוד", lastName: "לוי" },
  { login: "xiaoming.wang", firstName: "小明", lastName: "王" },
  { login: "=cmd", firstName: "=1+1", lastName: 'Quote "Q", Esq.' },
  { login: "party.popper", firstName: "🎉 Pat", lastName: "Popper" },
  { login: "nameless", firstName: "", lastName: "" },
  {
    login: "a.very.long.login.name.that.goes.on.for.exactly.so.long@subsidiary.example.com",
    firstName: `Wolfeschlegelsteinhausen${"bergerdorff".repeat(21)}`,
    lastName: "Featherstonehaugh-Cholmondeley-Marjoribanks-Beauch",
  },
];

/** Users that are the same on every run. */
export function madeUpUsers(count: number): UserRow[] {
  return Array.from({ length: count }, (_, index) => {
    const firstName = pick(FIRST_NAMES, index);
    const lastName = pick(LAST_NAMES, index * 7);
    return {
      id: `${(index + 1).toString(16).padStart(8, "0")}-5e11-4a6b-9c0d-00000000beef`,
      login: `${plain(firstName)}.${plain(lastName)}${index}`,
      firstName,
      lastName,
      routingProfile: pick(ROUTING_PROFILES, index),
      securityProfiles:
        index % 9 === 0 ? ["Agent", "QualityAnalyst"] : [pick(SECURITY_PROFILES, index)],
      hierarchy: pick(HIERARCHY, index),
      phoneType: index % 4 === 0 ? "desk" : "soft",
      phoneNumber: index % 4 === 0 ? `+4930555${String(index).padStart(4, "0")}` : null,
      autoAccept: index % 3 === 0,
      afterContactWork: (index % 4) * 30,
      quickConnects: index % 5 === 0 ? (index % 3) + 1 : 0,
      tags:
        index % 6 === 0
          ? [
              { key: "team", value: "blue" },
              { key: "trainer", value: "" },
            ]
          : [],
      lastChanged: READ_AT - index * DAY,
      selected: false,
      ...UNUSUAL[index],
    };
  });
}

function pick<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}
