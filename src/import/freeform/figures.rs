//! Figures of the impact: counts, shares, amounts of money.

use super::text::put;
use crate::import::names::Field;
use crate::import::vocabulary;
use crate::incident::{Impact, Money, Percent};

/// Sets a figure of the impact: whether it is the only one. `None` where the text is none.
pub(in crate::import) fn figure(impact: &mut Impact, field: Field, text: &str) -> Option<bool> {
    Some(match field {
        Field::UsersAffected if text.contains('%') => {
            put(&mut impact.users_affected_percent, Percent(vocabulary::percent(text)?))
        }
        Field::UsersAffected => put(&mut impact.users_affected, vocabulary::count(text)?),
        Field::RequestsFailed => put(&mut impact.requests_failed, vocabulary::count(text)?),
        Field::SupportTickets => put(&mut impact.support_tickets, vocabulary::count(text)?),
        Field::DataLost if matches!(text.to_lowercase().as_str(), "none" | "nothing") => put(&mut impact.data_lost, false),
        Field::DataLost => put(&mut impact.data_lost, vocabulary::yes_or_no(text)?),
        Field::SlaBreached => put(&mut impact.sla_breached, vocabulary::yes_or_no(text)?),
        Field::RevenueLost => put(&mut impact.revenue_lost, money(text)?),
        _ => return None,
    })
}

/// An amount with its currency: `$45,000`, `1200.50 EUR`.
fn money(text: &str) -> Option<Money> {
    const SIGNS: [(char, &str); 4] = [('$', "USD"), ('€', "EUR"), ('£', "GBP"), ('¥', "JPY")];
    let text = text.trim();
    let sign = SIGNS
        .into_iter()
        .find_map(|(sign, currency)| Some((text.strip_prefix(sign).or_else(|| text.strip_suffix(sign))?, currency)));
    let word = || {
        // Beside those of ISO 4217 there are codes such as USDT.
        let is_code = |word: &str| matches!(word.len(), 3..=5) && word.bytes().all(|byte| byte.is_ascii_uppercase());
        text.split_once(' ')
            .and_then(|(one, two)| if is_code(two) { Some((one, two)) } else { is_code(one).then_some((two, one)) })
    };
    let (amount, currency) = sign.or_else(word)?;
    let amount = self::amount(amount.trim())?.parse().ok().filter(|amount: &f64| amount.is_finite() && *amount >= 0.0)?;
    Some(Money { amount, currency: currency.to_owned() })
}

/// The digits of an amount. `1.200,50` is refused, and so is `12.000`, which is a thousand times as much elsewhere.
fn amount(text: &str) -> Option<String> {
    let Some((whole, part)) = text.split_once('.') else { return vocabulary::without_separators(text) };
    let is_part = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_clear = part.len() != 3 || whole.contains(',') || whole == "0";
    let whole = vocabulary::without_separators(whole).filter(|_| is_part && is_clear)?;
    Some(format!("{whole}.{part}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_counts_are_read_only_where_their_separators_are_clear() {
        assert_eq!(money("€1,200.50"), Some(Money { amount: 1200.5, currency: "EUR".to_owned() }));
        assert_eq!(money("12 USDT"), Some(Money { amount: 12.0, currency: "USDT".to_owned() }));
        assert_eq!(money("1200 GBP"), Some(Money { amount: 1200.0, currency: "GBP".to_owned() }));
        for text in ["a lot", "€1.200,50", "12.000 €", "€1,5", "$1,20,000", "€12,"] {
            assert_eq!(money(text), None, "{text}");
        }
        for (text, count) in [("12,500", Some(12_500)), ("1250", Some(1250)), ("1,5", None), ("1250,000", None), ("12.000", None)]
        {
            assert_eq!(vocabulary::count(text), count, "{text}");
        }
    }
}
