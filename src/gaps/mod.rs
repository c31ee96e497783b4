//! Demand, supply and what would close the gap.
