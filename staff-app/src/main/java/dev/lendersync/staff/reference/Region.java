package dev.lendersync.staff.reference;

import java.util.List;

/// A province, state, district or territory (ISO 3166-2).
///
/// @param code with its country, e.g. `CA-QC`
public record Region(String code, String label) {
    private static final List<Region> CANADA = list(Country.CA, """
            AB Alberta
            BC British Columbia
            MB Manitoba
            NB New Brunswick
            NL Newfoundland and Labrador
            NS Nova Scotia
            NT Northwest Territories
            NU Nunavut
            ON Ontario
            PE Prince Edward Island
            QC Quebec
            SK Saskatchewan
            YT Yukon
            """);

    private static final List<Region> UNITED_STATES = list(Country.US, """
            AK Alaska
            AL Alabama
            AR Arkansas
            AS American Samoa
            AZ Arizona
            CA California
            CO Colorado
            CT Connecticut
            DC District of Columbia
            DE Delaware
            FL Florida
            GA Georgia
            GU Guam
            HI Hawaii
            IA Iowa
            ID Idaho
            IL Illinois
            IN Indiana
            KS Kansas
            KY Kentucky
            LA Louisiana
            MA Massachusetts
            MD Maryland
            ME Maine
            MI Michigan
            MN Minnesota
            MO Missouri
            MP Northern Mariana Islands
            MS Mississippi
            MT Montana
            NC North Carolina
            ND North Dakota
            NE Nebraska
            NH New Hampshire
            NJ New Jersey
            NM New Mexico
            NV Nevada
            NY New York
            OH Ohio
            OK Oklahoma
            OR Oregon
            PA Pennsylvania
            PR Puerto Rico
            RI Rhode Island
            SC South Carolina
            SD South Dakota
            TN Tennessee
            TX Texas
            UM United States Minor Outlying Islands
            UT Utah
            VA Virginia
            VI U.S. Virgin Islands
            VT Vermont
            WA Washington
            WI Wisconsin
            WV West Virginia
            WY Wyoming
            """);

    static List<Region> of(Country country) {
        return switch (country) {
            case CA -> CANADA;
            case US -> UNITED_STATES;
        };
    }

    private static List<Region> list(Country country, String lines) {
        return lines.lines()
                .map(line -> new Region(country.name() + "-" + line.substring(0, 2), line.substring(3)))
                .toList();
    }
}
