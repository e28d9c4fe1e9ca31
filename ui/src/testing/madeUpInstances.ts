import type { Access } from "../ipc/generated/Access";
import type { AskIt } from "../ipc/generated/AskIt";
import type { AskItWish } from "../ipc/generated/AskItWish";
import type { AwsProfile } from "../ipc/generated/AwsProfile";
import type { ConnectionCheck } from "../ipc/generated/ConnectionCheck";
import type { Finding } from "../ipc/generated/Finding";
import type { InstanceCard } from "../ipc/generated/InstanceCard";
import type { InstanceDraft } from "../ipc/generated/InstanceDraft";
import type { InstancesPage } from "../ipc/generated/InstancesPage";
import type { SettingSource } from "../ipc/generated/SettingSource";
import type { SettingsPage } from "../ipc/generated/SettingsPage";

export const MANAGED_FILE = "C:\\ProgramData\\Roster\\roster.toml";
export const USER_FILE = "C:\\Users\\ann\\AppData\\Local\\Roster\\roster.toml";

export const MANAGED: SettingSource = { kind: "managed", file: MANAGED_FILE, line: 12 };
export const BY_USER: SettingSource = { kind: "user", file: USER_FILE, line: 4 };

/** An instance of the person's own. */
export const DRAFT: InstanceDraft = {
  name: "Berlin",
  region: "eu-central-1",
  instance: "https://berlin.my.connect.aws",
  signIn: "accessKeys",
  profile: "",
  roleArn: "",
  externalId: "",
  sessionName: "",
  mfaSerial: "",
  endpointUrl: "",
  stsEndpointUrl: "",
  colour: null,
};

export const PRACTICE_CARD: InstanceCard = {
  draft: { ...DRAFT, name: "Practice contact centre", instance: "", signIn: "environment" },
  colour: "grey",
  practice: true,
  source: { kind: "default" },
  open: false,
  waits: false,
};

const BERLIN: InstanceCard = {
  draft: DRAFT,
  colour: "teal",
  practice: false,
  source: BY_USER,
  open: false,
  waits: false,
};

export const CARDS: InstanceCard[] = [
  {
    ...BERLIN,
    draft: {
      ...DRAFT,
      name: "London",
      region: "eu-west-2",
      signIn: "profile",
      profile: "connect-admin",
    },
    colour: "purple",
    source: MANAGED,
    open: true,
  },
  BERLIN,
  {
    ...BERLIN,
    draft: {
      ...DRAFT,
      name: `An instance whose name is as long as names of instances ${"really ".repeat(12)}can be`,
      region: "ap-southeast-2",
    },
    colour: "orange",
  },
  {
    ...BERLIN,
    draft: { ...DRAFT, name: "مركز الاتصال", region: "me-central-1", signIn: "environment" },
    colour: "pink",
  },
  PRACTICE_CARD,
];

export const INSTANCES: InstancesPage = {
  cards: CARDS,
  findings: [],
  openLast: false,
  openLastSource: { kind: "default" },
  last: "Berlin",
  regions: ["ap-southeast-2", "eu-central-1", "eu-west-2", "us-east-1", "us-west-2"],
};

export const FINDINGS: Finding[] = [
  {
    file: MANAGED_FILE,
    line: 3,
    column: 1,
    key: "alow",
    code: "misspeltKey",
    parameters: { suggestion: "allow" },
    severity: "blocking",
  },
  ...[8, 9, 10, 11].map(
    (line): Finding => ({
      file: USER_FILE,
      line,
      column: 5,
      key: "instances.regoin",
      code: "misspeltKey",
      parameters: { suggestion: "instances.region" },
      severity: "warning",
    }),
  ),
];

export const ACCESS: Access = {
  calledAs: { account: "123456789012", arn: "arn:aws:iam::123456789012:user/practice" },
  expiresAt: null,
  asksAgain: false,
  paused: null,
  reads: [
    { part: "instance", state: { kind: "yes" } },
    { part: "users", state: { kind: "yes" } },
    { part: "lastChanges", state: { kind: "yes" } },
    { part: "names", state: { kind: "yes" } },
    { part: "quickConnects", state: { kind: "yes" } },
    { part: "queues", state: { kind: "notKnown" } },
    { part: "details", state: { kind: "notKnown" } },
  ],
  changes: [
    { change: "edit", state: { kind: "notKnown" } },
    { change: "create", state: { kind: "notKnown" } },
    { change: "delete", state: { kind: "forbidden", source: MANAGED } },
  ],
  ownLogin: { kind: "notAsked", suggestion: null },
};

export const CHECK: ConnectionCheck = {
  instance: "Berlin",
  running: false,
  steps: [
    {
      part: "name",
      verdict: { kind: "passed", detail: "connect.eu-central-1.amazonaws.com: 3 addresses" },
    },
    { part: "reach", verdict: { kind: "passed", detail: "54.239.55.102:443" } },
    { part: "encryption", verdict: { kind: "passed", detail: "Amazon RSA 2048 M01" } },
    { part: "clock", verdict: { kind: "passed", detail: "1 second" } },
    { part: "signature", verdict: { kind: "passed", detail: "" } },
    { part: "permission", verdict: { kind: "passed", detail: "" } },
  ],
  report: "Connection check of Berlin",
};

export const SETTINGS: SettingsPage = {
  lines: [
    {
      key: "openLastInstance",
      value: { kind: "yesNo", value: false },
      source: { kind: "default" },
    },
    { key: "allowEdit", value: { kind: "yesNo", value: true }, source: BY_USER },
    { key: "allowCreate", value: { kind: "notSet" }, source: { kind: "default" } },
    { key: "allowDelete", value: { kind: "yesNo", value: false }, source: MANAGED },
    { key: "largestBatch", value: { kind: "number", value: 500 }, source: MANAGED },
    { key: "protectedLogin", value: { kind: "text", value: "admin" }, source: MANAGED },
    { key: "protectedLogin", value: { kind: "text", value: "ann" }, source: BY_USER },
    { key: "protectedTag", value: { kind: "text", value: "team=leads" }, source: MANAGED },
    { key: "protectedSecurityProfile", value: { kind: "notSet" }, source: { kind: "default" } },
    { key: "adminSecurityProfile", value: { kind: "notSet" }, source: { kind: "default" } },
    {
      key: "proxyUrl",
      value: { kind: "text", value: "http://proxy.example.com:8080" },
      source: MANAGED,
    },
    { key: "noProxy", value: { kind: "notSet" }, source: { kind: "default" } },
    { key: "reportsFolder", value: { kind: "notSet" }, source: { kind: "default" } },
    { key: "keepRecordsDays", value: { kind: "number", value: 365 }, source: { kind: "default" } },
  ],
  findings: [],
  managedFile: MANAGED_FILE,
  userFile: USER_FILE,
  dataFolder: "C:\\Users\\ann\\AppData\\Local\\Roster\\data",
  logFolder: "C:\\Users\\ann\\AppData\\Local\\Roster\\logs",
};

export const PROFILES: AwsProfile[] = [
  { name: "connect-admin", way: "sso", region: "eu-west-2" },
  { name: "default", way: "keys", region: null },
  { name: "with-code", way: "roleWithCode", region: "eu-central-1" },
];

/** What goes into the message to IT: with what is not known left blank. */
export function askItFor({ place, region }: AskItWish): AskIt {
  const blanks = [
    ...(region === "" ? ["FILL-IN-REGION"] : []),
    "FILL-IN-ACCOUNT",
    ...(place === "" ? ["FILL-IN-INSTANCE"] : []),
  ];
  const where = region || "FILL-IN-REGION";
  const arn = `arn:aws:connect:${where}:FILL-IN-ACCOUNT:instance/FILL-IN-INSTANCE`;
  const statement = { Effect: "Allow", Action: ["connect:SearchUsers"], Resource: [arn] };
  return {
    understood: place === "" || place.startsWith("https://"),
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2),
    settingsFile: `[[instances]]\nname = "My contact centre"\nregion = "${where}"\ninstance = "${place || "FILL-IN-INSTANCE"}"\n`,
    blanks,
    managedFile: MANAGED_FILE,
    userFile: USER_FILE,
  };
}
