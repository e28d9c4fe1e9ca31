//! The users of a new world: the peculiar ones first, then as many as it takes.

use std::collections::{HashMap, HashSet};

use super::{
    super::world::{
        Channel, ChannelSettings, PhoneSettings, PhoneType, Proficiency, Tags, User,
        VoiceEnhancement, World,
    },
    Catalogue, Draw, catalogue,
    people::{CULTURES, Culture, PECULIAR, WEIGHTS},
};

/// Logins are this long at most where Connect keeps them itself.
const LONGEST_LOGIN: usize = 20;

/// Adds the users and gives their ids in the order in which they joined.
pub(super) fn add(
    world: &mut World,
    catalogue: &Catalogue,
    count: u32,
    draw: &mut Draw,
) -> Vec<String> {
    let mut logins = Logins::default();
    (0..count as usize)
        .map(|index| {
            let (first_name, last_name, login) = match PECULIAR.get(index) {
                Some(person) => (
                    person.first.to_owned(),
                    person.last.to_owned(),
                    logins.taken(person.login),
                ),
                None => draw_person(&mut logins, draw),
            };
            let user = draw_user(index, first_name, last_name, login, catalogue, draw);
            let id = user.id.clone();
            world.insert(user);
            id
        })
        .collect()
}

fn draw_person(logins: &mut Logins, draw: &mut Draw) -> (String, String, String) {
    let Some(culture) = draw_culture(draw) else {
        return (String::new(), String::new(), logins.free("user"));
    };
    let (Some(first), Some(last)) = (draw.pick(&culture.first), draw.pick(&culture.last)) else {
        return (String::new(), String::new(), logins.free("user"));
    };
    let login = logins.free(&format!("{}.{}", first.for_login(), last.for_login()));
    (first.written.to_owned(), last.written.to_owned(), login)
}

fn draw_culture(draw: &mut Draw) -> Option<&'static Culture> {
    let mut throw = draw.below(WEIGHTS.iter().sum());
    for (culture, weight) in CULTURES.iter().zip(WEIGHTS) {
        if throw < weight {
            return Some(culture);
        }
        throw -= weight;
    }
    None
}

/// The logins given so far.
#[derive(Default)]
struct Logins {
    given: HashSet<String>,
    last_number: HashMap<String, u32>,
}

impl Logins {
    /// Marks a login as given.
    fn taken(&mut self, login: &str) -> String {
        self.given.insert(login.to_owned());
        login.to_owned()
    }

    /// The login that a company would give: this one, or with the next number that is free.
    fn free(&mut self, wanted: &str) -> String {
        let wanted: String = wanted.chars().take(LONGEST_LOGIN).collect();
        if self.given.insert(wanted.clone()) {
            return wanted;
        }
        let number = self.last_number.entry(wanted.clone()).or_insert(1);
        loop {
            *number += 1;
            let digits = number.to_string();
            let kept = LONGEST_LOGIN.saturating_sub(digits.len());
            let login: String = wanted.chars().take(kept).chain(digits.chars()).collect();
            if self.given.insert(login.clone()) {
                return login;
            }
        }
    }
}

fn draw_user(
    index: usize,
    first_name: String,
    last_name: String,
    login: String,
    catalogue: &Catalogue,
    draw: &mut Draw,
) -> User {
    let channels = draw_channels(draw);
    User {
        id: draw.uuid(),
        first_name,
        last_name,
        email: Some(format!("{login}@example.com")),
        secondary_email: draw
            .percent(15)
            .then(|| format!("{login}@home.example.net")),
        mobile: draw.percent(25).then(|| draw.phone_number()),
        login,
        routing_profile: draw
            .pick(&catalogue.routing_profiles)
            .cloned()
            .unwrap_or_default(),
        security_profiles: draw_security_profiles(index, catalogue, draw),
        hierarchy_group: if draw.percent(85) {
            draw.pick(&catalogue.hierarchy_groups).cloned()
        } else {
            None
        },
        phone: draw_phone(draw),
        channels,
        tags: draw_tags(draw),
        proficiencies: draw_proficiencies(draw),
        last_changed: draw.moment(),
    }
}

fn draw_security_profiles(index: usize, catalogue: &Catalogue, draw: &mut Draw) -> Vec<String> {
    let profiles = &catalogue.security_profiles;
    if index == 0 {
        return profiles
            .get(catalogue::ADMIN)
            .cloned()
            .into_iter()
            .collect();
    }
    let mut chosen: Vec<String> = profiles
        .get(catalogue::AGENT)
        .filter(|_| draw.percent(90))
        .cloned()
        .into_iter()
        .collect();
    while chosen.is_empty() || (chosen.len() < 4 && draw.percent(12)) {
        // The admin's profile stays rare: whoever has it can lock everybody else out.
        let others = profiles.get(catalogue::AGENT + 1..).unwrap_or_default();
        let profile = if draw.percent(4) {
            profiles.get(catalogue::ADMIN)
        } else {
            draw.pick(others)
        };
        match profile {
            Some(profile) if !chosen.contains(profile) => chosen.push(profile.clone()),
            Some(_) => {}
            None => break,
        }
    }
    chosen
}

fn draw_phone(draw: &mut Draw) -> PhoneSettings {
    const LIMITS: [u32; 7] = [0, 0, 15, 30, 30, 60, 180];
    let desk = draw.percent(12);
    PhoneSettings {
        phone_type: if desk {
            PhoneType::DeskPhone
        } else {
            PhoneType::SoftPhone
        },
        desk_number: desk.then(|| draw.phone_number()),
        auto_accept: !desk && draw.percent(30),
        after_contact_work_seconds: draw.pick(&LIMITS).copied().unwrap_or(0),
        persistent_connection: !desk && draw.percent(10),
    }
}

fn draw_channels(draw: &mut Draw) -> Vec<ChannelSettings> {
    if draw.percent(70) {
        return Vec::new();
    }
    let mut channels = vec![ChannelSettings {
        channel: Channel::Voice,
        auto_accept: Some(draw.percent(40)),
        callback_auto_accept: Some(draw.percent(20)),
        after_contact_work_seconds: Some(draw.below(7) as u32 * 30),
        callback_after_contact_work_seconds: Some(draw.below(4) as u32 * 15),
        phone_type: Some(PhoneType::SoftPhone),
        phone_number: None,
        persistent_connection: Some(draw.percent(20)),
        voice_enhancement: draw
            .pick(&[
                VoiceEnhancement::VoiceIsolation,
                VoiceEnhancement::NoiseSuppression,
                VoiceEnhancement::None,
            ])
            .copied(),
    }];
    for channel in [Channel::Chat, Channel::Task, Channel::Email] {
        if draw.percent(40) {
            channels.push(ChannelSettings {
                channel,
                auto_accept: Some(draw.percent(50)),
                callback_auto_accept: None,
                after_contact_work_seconds: Some(draw.below(10) as u32 * 60),
                callback_after_contact_work_seconds: None,
                phone_type: None,
                phone_number: None,
                persistent_connection: None,
                voice_enhancement: None,
            });
        }
    }
    channels
}

fn draw_tags(draw: &mut Draw) -> Tags {
    let mut tags = Tags::new();
    for (key, values) in catalogue::TAGS {
        if draw.percent(45)
            && let Some(value) = draw.pick(values)
        {
            tags.insert(key.to_owned(), (*value).to_owned());
        }
    }
    tags
}

fn draw_proficiencies(draw: &mut Draw) -> Vec<Proficiency> {
    let mut proficiencies = Vec::new();
    for (attribute, values) in catalogue::PROFICIENCIES {
        if draw.percent(35)
            && let Some(value) = draw.pick(values)
        {
            proficiencies.push(Proficiency {
                attribute: attribute.to_owned(),
                value: (*value).to_owned(),
                level: 1.0 + draw.below(5) as f32,
            });
        }
    }
    proficiencies
}
