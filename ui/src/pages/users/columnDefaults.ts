import type { Column } from "../../ipc/generated/Column";

/** The width of each column in CSS pixels, until the person chooses another. */
export const COLUMN_WIDTHS: Readonly<Record<Column, number>> = {
  login: 190,
  firstName: 138,
  lastName: 136,
  quickConnects: 168,
  routingProfile: 170,
  securityProfiles: 182,
  hierarchy: 165,
  phoneType: 130,
  phoneNumber: 170,
  autoAccept: 130,
  afterContactWork: 150,
  tags: 220,
  lastChanged: 165,
  userId: 330,
};

export const COLUMN_IDS = Object.keys(COLUMN_WIDTHS) as Column[];

export function isColumn(name: string): name is Column {
  return Object.hasOwn(COLUMN_WIDTHS, name);
}
