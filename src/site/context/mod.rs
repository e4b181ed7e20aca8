//! The complete template context: the theme API, version 1.
//!
//! Every field is always present; unknown values are `none`. Addresses are relative to the site's root, without a leading slash,
//! and a template prefixes them with `root`. Fields documented as "HTML" are printed verbatim; everything else is escaped.

mod action_list;
mod actions;
mod analysis;
mod facts;
mod files;
mod home;
mod incident;
mod list;
mod metrics;
mod page;
mod profile;
mod search;

pub use action_list::{
    ActionGroupRow, ActionGroupingContext, ActionListContext, ActionRow, ActionSection, ActionTeam, ActionsContext,
    StateCountsContext,
};
pub use actions::{ActionContext, FollowUpContext, FollowUpReviewContext, OverdueContext};
pub use analysis::{
    AnalysisContext, BarrierContext, BoneContext, BowTieContext, CauseContext, CauseGroup, DecisionContext, FishboneContext,
    PathContext, WhyChainContext, WhyContext,
};
pub use facts::{
    BriefContext, DetectionContext, FieldContext, Figure, ImpactContext, Length, LinkContext, MetricContext, MilestoneContext,
    ResponderContext, ReviewContext, SeverityChangeContext, SeverityContext, UpdateContext, WordContext,
};
pub use files::{FeedCategory, FeedContext, FeedEntry, SitemapContext, SitemapPage};
pub use home::{HomeContext, SeverityCount, YearContext};
pub use incident::{
    CommunicationContext, ContentsEntry, ImageContext, IncidentContext, IncidentLink, KindCount, LessonsContext,
    ReferenceContext, RepositoryLinks, SectionContext, SimilarContext, TimelineContext,
};
pub use list::{FacetContext, ListContext, ListRow, PageLink, Pager, TermContext, TermRow};
pub use metrics::{
    CountContext, DistributionContext, HeatContext, HeatRow, KnownCounts, MetricsContext, MonthRow, MonthsContext, PointsRow,
    PunctualityContext, QuarterRow, RecurrenceContext, RecurrenceRow, ReportContext, ReportGroup, TileContext, TrendContext,
    TrendRow,
};
pub use page::{
    BrandContext, CustomPageContext, HeaderContext, LiveReload, LogoContext, NavEntry, PageContext, SiteContext, SiteLink,
};
pub use profile::{PolicyContext, ProfileContext};
pub use search::{SearchChoice, SearchContext, SearchFilter};
