//! Writing the values of one instance into its table.

use toml_edit::{InlineTable, Item, TableLike, Value};

use crate::settings::{
    instances::{InstanceSettings, Quotas, RoleSettings, SIGN_IN, SignIn, SignInWord},
    values::{Colour, InstanceReference},
};

/// Gives a table the values of an instance. Values that are right already keep their spelling.
pub(super) fn write(table: &mut dyn TableLike, instance: &InstanceSettings) {
    let InstanceSettings {
        name,
        region,
        instance,
        sign_in,
        role,
        endpoint_url,
        sts_endpoint_url,
        colour,
        quotas,
    } = instance;
    set(table, "name", Some(name));
    // An ARN has its Region in it.
    let in_arn = matches!(instance, Some(InstanceReference::Arn { .. }));
    if !in_arn || table.contains_key("region") {
        set(table, "region", Some(region));
    }
    let written = table.get("instance").and_then(Item::as_str);
    let written = written.and_then(|text| InstanceReference::parse(text.trim()).ok());
    if written != *instance {
        let instance = instance.as_ref().map(ToString::to_string);
        set(table, "instance", instance.as_deref());
    }
    let (word, profile) = match sign_in {
        SignIn::AccessKeys => (SignInWord::AccessKeys, None),
        SignIn::Profile(profile) => (SignInWord::Profile, Some(profile.as_str())),
        SignIn::Environment => (SignInWord::Environment, None),
    };
    set(table, "sign_in", name_of(&SIGN_IN, word));
    set(table, "profile", profile);
    set(table, "endpoint_url", endpoint_url.as_deref());
    set(table, "sts_endpoint_url", sts_endpoint_url.as_deref());
    let colour = colour.and_then(|colour| name_of(&Colour::NAMES, colour));
    set(table, "colour", colour);
    write_role(table, role.as_ref());
    write_quotas(table, quotas);
}

fn write_role(table: &mut dyn TableLike, role: Option<&RoleSettings>) {
    let Some(role) = role else {
        table.remove("role");
        return;
    };
    let Some(table) = sub_table(table, "role") else {
        return;
    };
    set(table, "arn", Some(role.arn.as_str()));
    set(table, "external_id", role.external_id.as_deref());
    set(table, "session_name", role.session_name.as_deref());
    set(table, "mfa_serial", role.mfa_serial.as_deref());
}

fn write_quotas(table: &mut dyn TableLike, quotas: &Quotas) {
    if *quotas == Quotas::default() {
        table.remove("quotas");
        return;
    }
    let Some(table) = sub_table(table, "quotas") else {
        return;
    };
    set(table, "users", quotas.users.map(i64::from));
    let quick_connects = quotas.quick_connects.map(i64::from);
    set(table, "quick_connects", quick_connects);
}

/// The sub-table of this key, made if it isn't there.
fn sub_table<'t>(table: &'t mut dyn TableLike, key: &str) -> Option<&'t mut dyn TableLike> {
    let item = table
        .entry(key)
        .or_insert(Item::Value(InlineTable::new().into()));
    item.as_table_like_mut()
}

fn set(table: &mut dyn TableLike, key: &str, value: Option<impl Into<Value>>) {
    let Some(value) = value.map(Into::into) else {
        table.remove(key);
        return;
    };
    let Some(Item::Value(old)) = table.get_mut(key) else {
        table.insert(key, Item::Value(value));
        return;
    };
    let same = match (&*old, &value) {
        (Value::String(old), Value::String(new)) => old.value().trim() == new.value(),
        (Value::Integer(old), Value::Integer(new)) => old.value() == new.value(),
        _ => false,
    };
    if !same {
        let decor = old.decor().clone();
        *old = value;
        *old.decor_mut() = decor;
    }
}

fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> Option<&'static str> {
    let mut names = names.iter();
    names
        .find(|(_, named)| *named == value)
        .map(|(name, _)| *name)
}
