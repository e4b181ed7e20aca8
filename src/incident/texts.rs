//! Visits every text of an incident, in the order of its page, with its path, its form and its visibility.

use super::{Analysis, BowTie, FieldValue, FollowUp, Impact, Incident, Lessons, Visibility, WhyChain};

/// One text of an incident.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a, 't> {
    /// The keys and indexes that lead to it in the file.
    pub path: &'t [Step<'a>],
    /// The text itself.
    pub text: &'a str,
    /// Its form.
    pub form: Form,
    /// Who may read it.
    pub visibility: Visibility,
}

/// A step of the path to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// An element of a list, counted from 0.
    Index(usize),
}

/// The form of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Prose in Markdown.
    Markdown,
    /// Plain text.
    Plain,
    /// A URL.
    Address,
    /// A name or an id: of a person, a team, a service, a file, an incident.
    Name,
}

impl Incident {
    /// Calls `each` with every text in Markdown.
    pub fn each_markdown<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        self.each_text(&mut |text| {
            if text.form == Form::Markdown {
                each(text.text);
            }
        });
    }

    /// Calls `each` with every text written by a person: prose, single-line texts and URLs, but neither names nor vocabulary words.
    pub fn each_text<'a>(&'a self, each: &mut dyn FnMut(Text<'a, '_>)) {
        self.each_string(&mut |text| {
            if text.form != Form::Name {
                each(text);
            }
        });
    }

    /// Calls `each` with all free text: every text and every name.
    pub fn each_string<'a>(&'a self, each: &mut dyn FnMut(Text<'a, '_>)) {
        let mut walk = Walk { path: Vec::with_capacity(8), visibility: self.visibility, each };
        walk.names(self);
        walk.head(self);
        walk.impact(self.impact.iter());
        walk.people(self);
        walk.timeline(self);
        walk.communications(self);
        walk.analysis(self.analysis.iter());
        walk.sections(self);
        walk.lessons(self.lessons.iter());
        walk.actions(self);
        walk.follow_up(self.follow_up.iter());
        walk.references(self);
        walk.exceptions(self);
    }
}

struct Walk<'a, 'e> {
    path: Vec<Step<'a>>,
    visibility: Visibility,
    each: &'e mut dyn FnMut(Text<'a, '_>),
}

impl<'a> Walk<'a, '_> {
    /// Visits a child, and restores the path afterwards.
    fn at(&mut self, step: Step<'a>, visit: impl FnOnce(&mut Self)) {
        self.path.push(step);
        visit(self);
        self.path.pop();
    }

    fn key(&mut self, key: &'a str, visit: impl FnOnce(&mut Self)) {
        self.at(Step::Key(key), visit);
    }

    /// Visits each element of the list at a key.
    fn list<T>(&mut self, key: &'a str, items: &'a [T], mut visit: impl FnMut(&mut Self, &'a T)) {
        self.key(key, |walk| {
            for (index, item) in items.iter().enumerate() {
                walk.at(Step::Index(index), |walk| visit(walk, item));
            }
        });
    }

    /// Visits the content of something that may be internal.
    fn within(&mut self, visibility: Visibility, visit: impl FnOnce(&mut Self)) {
        let outer = self.visibility;
        if visibility == Visibility::Internal {
            self.visibility = visibility;
        }
        visit(self);
        self.visibility = outer;
    }

    fn text(&mut self, text: &'a str, form: Form) {
        (self.each)(Text { path: &self.path, text, form, visibility: self.visibility });
    }

    fn one(&mut self, key: &'a str, text: impl IntoIterator<Item = &'a String>, form: Form) {
        for text in text {
            self.key(key, |walk| walk.text(text, form));
        }
    }

    fn markdown(&mut self, key: &'a str, text: impl IntoIterator<Item = &'a String>) {
        self.one(key, text, Form::Markdown);
    }

    fn plain(&mut self, key: &'a str, text: impl IntoIterator<Item = &'a String>) {
        self.one(key, text, Form::Plain);
    }

    fn name(&mut self, key: &'a str, text: impl IntoIterator<Item = &'a String>) {
        self.one(key, text, Form::Name);
    }

    fn address(&mut self, key: &'a str, text: impl IntoIterator<Item = &'a String>) {
        self.one(key, text, Form::Address);
    }

    fn markdowns(&mut self, key: &'a str, texts: &'a [String]) {
        self.list(key, texts, |walk, text| walk.text(text, Form::Markdown));
    }

    fn name_list(&mut self, key: &'a str, names: &'a [String]) {
        self.list(key, names, |walk, name| walk.text(name, Form::Name));
    }

    fn names(&mut self, incident: &'a Incident) {
        self.name("id", [&incident.id]);
        self.name("severity", [&incident.severity]);
        self.name_list("services", &incident.services);
        self.name_list("teams", &incident.teams);
        self.name_list("tags", &incident.tags);
        self.name("commander", &incident.commander);
        self.name("time_zone", &incident.time_zone);
        self.name_list("related", &incident.related);
        self.name_list("aliases", &incident.aliases);
        self.name("duplicate_of", &incident.duplicate_of);
    }

    fn head(&mut self, incident: &'a Incident) {
        self.plain("title", [&incident.title]);
        self.markdown("summary", &incident.summary);
        self.plain("withdrawn", &incident.withdrawn);
        self.key("fields", |walk| {
            for (name, value) in &incident.fields {
                match value {
                    FieldValue::Text(text) => walk.plain(name, [text]),
                    FieldValue::List(texts) => walk.list(name, texts, |walk, text| walk.text(text, Form::Plain)),
                    FieldValue::Bool(_) | FieldValue::Integer(_) | FieldValue::Number(_) => {}
                }
            }
        });
        if let Some(detection) = &incident.detection {
            self.key("detection", |walk| {
                walk.plain("source", &detection.source);
                walk.markdowns("signals", &detection.signals);
            });
        }
    }

    fn impact(&mut self, impact: impl Iterator<Item = &'a Impact>) {
        for impact in impact {
            self.key("impact", |walk| {
                walk.within(impact.visibility(), |walk| {
                    walk.markdown("customer", &impact.customer);
                    walk.markdown("business", &impact.business);
                    walk.within(impact.visibility_of_internal(), |walk| walk.markdown("internal", &impact.internal));
                    walk.plain("duration", &impact.duration);
                    walk.name_list("regions", &impact.regions);
                    let lost = impact.revenue_lost.as_ref();
                    walk.key("revenue_lost", |walk| walk.name("currency", lost.map(|lost| &lost.currency)));
                });
            });
        }
    }

    fn people(&mut self, incident: &'a Incident) {
        self.list("severity_changes", &incident.severity_changes, |walk, change| {
            walk.within(change.visibility, |walk| {
                walk.name("to", [&change.to]);
                walk.plain("reason", &change.reason);
            });
        });
        self.list("responders", &incident.responders, |walk, responder| {
            walk.within(responder.visibility, |walk| {
                walk.name("name", [&responder.name]);
                walk.plain("role", &responder.role);
                walk.name("team", &responder.team);
            });
        });
        self.key("review", |walk| {
            walk.name("owner", &incident.review.owner);
            walk.name_list("approvers", &incident.review.approvers);
            walk.address("recording", &incident.review.recording);
        });
    }

    fn timeline(&mut self, incident: &'a Incident) {
        self.list("timeline", &incident.timeline, |walk, entry| {
            walk.within(entry.visibility, |walk| {
                walk.markdown("event", [&entry.event]);
                walk.plain("source", &entry.source);
                walk.address("url", &entry.url);
                walk.name("by", &entry.by);
                walk.name("image", &entry.image);
                walk.plain("image_alt", &entry.image_alt);
            });
        });
    }

    fn communications(&mut self, incident: &'a Incident) {
        self.list("communications", &incident.communications, |walk, message| {
            walk.within(message.visibility(), |walk| {
                walk.plain("channel", &message.channel);
                walk.markdown("message", [&message.message]);
            });
        });
    }

    fn analysis(&mut self, analysis: impl Iterator<Item = &'a Analysis>) {
        for analysis in analysis {
            self.key("analysis", |walk| {
                walk.markdown("narrative", &analysis.narrative);
                walk.markdown("trigger", &analysis.trigger);
                walk.markdown("resolution", &analysis.resolution);
                walk.list("causes", &analysis.causes, |walk, cause| {
                    walk.markdown("cause", [&cause.cause]);
                    walk.name("category", &cause.category);
                    walk.markdowns("evidence", &cause.evidence);
                });
                walk.list("five_whys", &analysis.five_whys, Self::whys);
                walk.fishbone(analysis);
                walk.key("bow_tie", |walk| analysis.bow_tie.iter().for_each(|bow_tie| walk.bow_tie(bow_tie)));
                walk.decisions(analysis);
            });
        }
    }

    fn whys(&mut self, chain: &'a WhyChain) {
        self.markdown("problem", [&chain.problem]);
        self.list("whys", &chain.whys, |walk, why| {
            walk.markdown("question", &why.question);
            walk.markdown("answer", &why.answer);
            walk.markdowns("evidence", &why.evidence);
        });
    }

    fn fishbone(&mut self, analysis: &'a Analysis) {
        if let Some(fishbone) = &analysis.fishbone {
            self.key("fishbone", |walk| {
                walk.markdown("effect", [&fishbone.effect]);
                walk.list("bones", &fishbone.bones, |walk, bone| {
                    walk.plain("category", [&bone.category]);
                    walk.markdowns("causes", &bone.causes);
                });
            });
        }
    }

    fn bow_tie(&mut self, bow_tie: &'a BowTie) {
        self.markdown("hazard", [&bow_tie.hazard]);
        self.markdown("top_event", [&bow_tie.top_event]);
        self.list("threats", &bow_tie.threats, |walk, threat| {
            walk.markdown("threat", [&threat.threat]);
            walk.list("barriers", &threat.barriers, |walk, barrier| walk.markdown("barrier", [&barrier.barrier]));
        });
        self.list("consequences", &bow_tie.consequences, |walk, consequence| {
            walk.markdown("consequence", [&consequence.consequence]);
            walk.list("barriers", &consequence.barriers, |walk, barrier| walk.markdown("barrier", [&barrier.barrier]));
        });
    }

    fn decisions(&mut self, analysis: &'a Analysis) {
        self.list("decisions", &analysis.decisions, |walk, decision| {
            walk.markdown("decision", [&decision.decision]);
            walk.markdown("context", &decision.context);
            walk.markdown("alternatives", &decision.alternatives);
            walk.markdown("outcome", &decision.outcome);
        });
    }

    fn sections(&mut self, incident: &'a Incident) {
        self.list("sections", &incident.sections, |walk, section| {
            walk.within(section.visibility, |walk| {
                walk.plain("title", [&section.title]);
                walk.markdown("body", [&section.body]);
            });
        });
    }

    fn lessons(&mut self, lessons: impl Iterator<Item = &'a Lessons>) {
        for lessons in lessons {
            self.key("lessons", |walk| {
                walk.markdowns("went_well", &lessons.went_well);
                walk.markdowns("went_poorly", &lessons.went_poorly);
                walk.markdowns("got_lucky", &lessons.got_lucky);
                walk.markdowns("learned", &lessons.learned);
            });
        }
    }

    fn actions(&mut self, incident: &'a Incident) {
        self.list("actions", &incident.actions, |walk, action| {
            walk.within(action.visibility, |walk| {
                walk.plain("title", [&action.title]);
                walk.name("id", &action.id);
                walk.name("owner", &action.owner);
                walk.name("team", &action.team);
                walk.markdown("description", &action.description);
                walk.markdown("success_criteria", &action.success_criteria);
                walk.plain("reason", &action.reason);
                walk.address("url", &action.url);
            });
        });
    }

    fn follow_up(&mut self, follow_up: impl Iterator<Item = &'a FollowUp>) {
        for FollowUp { prevention, reviews } in follow_up {
            self.key("follow_up", |walk| {
                walk.markdowns("prevention", prevention);
                walk.list("reviews", reviews, |walk, review| walk.plain("what", &review.what));
            });
        }
    }

    fn references(&mut self, incident: &'a Incident) {
        self.list("references", &incident.references, |walk, reference| {
            walk.within(reference.visibility, |walk| {
                walk.plain("title", [&reference.title]);
                walk.address("url", &reference.url);
            });
        });
    }

    fn exceptions(&mut self, incident: &'a Incident) {
        self.list("exceptions", &incident.exceptions, |walk, exception| {
            walk.name("rule", [&exception.rule]);
            walk.name("reason", [&exception.reason]);
        });
    }
}
