import type { InstanceDraft } from "../../ipc/generated/InstanceDraft";

/** A new instance: nothing is filled in. */
export const NEW: InstanceDraft = {
  name: "",
  region: "",
  instance: "",
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

/** The fields, by the key that a finding names. */
export const FIELDS = {
  "instances.name": "name",
  "instances.region": "region",
  "instances.instance": "instance",
  "instances.sign_in": "signIn",
  "instances.profile": "profile",
  "instances.role.arn": "roleArn",
  "instances.role.external_id": "externalId",
  "instances.role.session_name": "sessionName",
  "instances.role.mfa_serial": "mfaSerial",
  "instances.endpoint_url": "endpointUrl",
  "instances.sts_endpoint_url": "stsEndpointUrl",
  "instances.colour": "colour",
} as const satisfies Record<string, keyof InstanceDraft>;

/** What most people never need: it is out of sight until something is set. */
export const ADVANCED = [
  "roleArn",
  "externalId",
  "sessionName",
  "mfaSerial",
  "endpointUrl",
  "stsEndpointUrl",
  "colour",
] as const;

/** The fields that are a line of text, with the name that tests know each by. */
export const TEXT_FIELDS = {
  name: "field-name",
  instance: "field-instance",
  roleArn: "field-role",
  externalId: "field-external-id",
  sessionName: "field-session-name",
  mfaSerial: "field-mfa",
  endpointUrl: "field-endpoint",
  stsEndpointUrl: "field-sts-endpoint",
} as const satisfies Partial<Record<keyof InstanceDraft, string>>;
