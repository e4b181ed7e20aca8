//! The naming of new incidents and their files.

use std::path::PathBuf;

use jiff::civil::Date;

use super::file::NewIncident;

impl NewIncident {
    /// The first free id by the pattern, for an incident of the given day.
    pub fn free_id(&self, day: Date, is_taken: impl Fn(&str) -> bool) -> String {
        self.free_id_after(&mut 0, day, is_taken)
    }

    /// The first free id with a number above `last`, so that many incidents of one day take linear time. Updates `last`.
    pub fn free_id_after(&self, last: &mut u32, day: Date, is_taken: impl Fn(&str) -> bool) -> String {
        let numbered = |seq: u32| filled(&self.id, day, &[("seq", &format!("{seq:03}"))]);
        // A pattern without a number yields one id per day. A number is appended to make further ids unique.
        let distinct = |seq: u32| if self.id.contains("{seq}") { numbered(seq) } else { format!("{}-{seq}", numbered(seq)) };
        if !self.id.contains("{seq}") && *last == 0 && !is_taken(&numbered(1)) {
            return numbered(1);
        }
        let free = (*last + 1..u32::MAX).find(|seq| !is_taken(&distinct(*seq)));
        *last = free.unwrap_or(*last);
        free.map(distinct).unwrap_or_default()
    }

    /// The path of a new incident by the pattern, relative to a content folder. It never leads out of that folder.
    pub fn file(&self, id: &str, day: Date) -> PathBuf {
        let seq = id.rsplit(|c: char| !c.is_ascii_digit()).next().filter(|digits| !digits.is_empty()).unwrap_or("001");
        let path = filled(&self.path, day, &[("id", id), ("seq", seq)]);
        path.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect()
    }
}

fn filled(pattern: &str, day: Date, more: &[(&str, &str)]) -> String {
    let (year, month, date) = (format!("{:04}", day.year()), format!("{:02}", day.month()), format!("{:02}", day.day()));
    let parts = [("year", year.as_str()), ("month", &month), ("day", &date)];
    parts.iter().chain(more).fold(pattern.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_takes_the_first_free_number_and_a_file_its_place_by_the_pattern() {
        let (new, day) = (NewIncident::default(), Date::constant(2024, 3, 5));
        assert_eq!(new.free_id(day, |id| id.ends_with("001")), "INC-2024-0305-002");
        assert_eq!(new.file("INC-7", day), PathBuf::from("2024/INC-7.toml"));
        let daily = NewIncident { id: "{year}{month}{day}".to_owned(), path: "../{month}/{id}/incident.toml".to_owned() };
        assert_eq!(
            (daily.free_id(day, |_| false), daily.free_id(day, |id| id == "20240305")),
            ("20240305".into(), "20240305-1".into())
        );
        assert_eq!(daily.file("a", day), PathBuf::from("03/a/incident.toml"));
    }
}
