package dev.lendersync.staff.legacy;

/// Two exports as brokers keep them, made up: tiers, twins, duplicates, foreign scripts, money in every spelling.
final class LegacyFiles {
    /// 42 rows of 40 natural keys: row 42 contradicts row 2, row 43 repeats row 29 in other words. Rates are APR, but
    /// no column says so; neither does one say whether receivables are needed.
    static final String TIERS = """
            lender_name,product_name,product_category,country,minimum_lending_amount,maximum_lending_amount,interest_rate,rate_type,term_min,term_max,required_documents,description,colour
            Northbank,Flex Line,LOC,CA,$5k,$10k,18.99%,variable,,,Bank Statements; Void Cheque,Tier 1,
            Northbank,Flex Line,LOC,CA,$10k,$25k,17.99%,variable,,,Bank Statements; Void Cheque,Tier 2,
            Northbank,Flex Line,LOC,CA,$25k,$50k,16.99%,variable,,,Bank Statements; Void Cheque,Tier 3,
            Northbank,Flex Line,LOC,CA,$50k,$100k,15.99%,variable,,,Bank Statements; Void Cheque,Tier 4,
            Northbank,Flex Line,LOC,CA,$100k,$250k,14.99%,variable,,,Bank Statements; Void Cheque,Tier 5,
            Northbank,Flex Line,LOC,CA,$250k,$500k,13.99%,variable,,,Bank Statements; Void Cheque,Tier 6,
            Northbank,Flex Line,LOC,CA,$500k,$1M,12.99%,variable,,,Bank Statements; Void Cheque,Tier 7,
            Northbank,Flex Line,LOC,CA,$1M,$1.5M,11.99%,variable,,,Bank Statements; Void Cheque,Tier 8,
            Northbank,Term Loan,Term Loans,Canada,"10,000","20,000",9.50% - 12.50%,fixed,6,60,"bank statements, tax returns",,
            Northbank,Term Loan,Term Loans,United States,"10,000","20,000",9.90% - 12.90%,fixed,6,60,"bank statements, tax returns",,
            Northbank,Term Loan,Term Loans,Canada,"20,000","30,000",8.50% - 11.50%,fixed,6,60,"bank statements, tax returns",,
            Northbank,Term Loan,Term Loans,United States,"20,000","30,000",8.90% - 11.90%,fixed,6,60,"bank statements, tax returns",,
            Northbank,Term Loan,Term Loans,Canada,"30,000","40,000",7.50% - 10.50%,fixed,6,60,"bank statements, tax returns",,
            Northbank,Term Loan,Term Loans,United States,"30,000","40,000",7.90% - 10.90%,fixed,6,60,"bank statements, tax returns",,
            Northbank,Term Loan,Term Loans,Canada,"40,000","50,000",6.50% - 9.50%,fixed,6,60,"bank statements, tax returns",,
            Northbank,Term Loan,Term Loans,United States,"40,000","50,000",6.90% - 9.90%,fixed,6,60,"bank statements, tax returns",,
            Prêts Québec,Prêt à terme,term loan,CA,10 000 $,250 000 $,from 8%,Fixed,12 months,5 years,"[""Bank Statements"",""Financial Statements""]","Taux selon dossier, à partir de 8 %",blue
            Prêts Québec,Marge de crédit,Business Line of Credit,CA,25 000 $,1.25M,7.95,floating,,,,,blue
            日本ファイナンス,設備,Equipment Financing,US,,,,,12,84,,機械,
            日本ファイナンス,設備+,Equipment Financing,US,,,,,12,84,,,
            A+ Capital,A 1.5,MCA,US,5000,150000.50,,,3,18,"{""Bank Statements"",""Government ID""}",,
            A+ Capital,A 15,MCA,US,5000,150000.50,,,3,18,,,
            A+ Capital,A+ 1.5,MCA,US,5000,150000.50,,,3,18,,,
            Harbour Factors,Spot Factoring,Factoring,CA,"1,000","2,000,000",,,,,Accounts Receivable; Invoices,Recourse,red
            Harbour Factors,Spot Factoring,Factoring,US,"1,000","2,000,000",,,,,Accounts Receivable; Invoices,Recourse,
            Harbour Factors,Selective Factoring,Invoice Factoring,CA,,,,,,,,,
            Harbour Factors,PO Funding,PO,US,50k,10M,,,,,Purchase Orders,,
            Blue Ox Equipment,Lease & Go,Equipment Lease,US,"2,500","75,000",6.99,FIXED,24,72,Equipment Quote,,
            Blue Ox Equipment,Lease & Go,Equipment Lease,US,"75,000","500,000",5.99,FIXED,24,84,Equipment Quote,,
            Blue Ox Equipment,Lease & Go,Equipment Lease,CA,"2,500","75,000",7.49,FIXED,24,72,Equipment Quote,,
            Prairie Growth,Working Capital,Working Capital,CA,10k,300k,,,6,24,,,
            Prairie Growth,Start-up Loan,Startup Capital,CA,5k,50k,,,12,60,Business Plan,,
            Prairie Growth,CSBFP,Government backed,CA,,1.15M,,,,,,,green
            Liberty SBA,7(a),SBA Loans,US,"50,000","5,000,000",,Variable,120,300,Tax Returns; Personal Financial Statement,,
            Liberty SBA,504,SBA Loans,US,"125,000","5,500,000",,Fixed,120,300,,,
            Cinema Fund,Reel,Media Finance,CA,100k,,,,,,,"Tax credits, pre-sales",
            Keystone CRE,Bridge,Commercial Mortgage,US,1M,25M,9,,6,36,Lease Agreement; Debt Schedule,,
            Keystone CRE,Permanent,CRE,US,1M,50M,7.25,,60,360,Lease Agreement,,
            Cinema Fund,Reel,Media Finance,US,100k,,,,,,,,
            Liberty SBA,Export Working Capital,Working Capital,US,,"$5,000,000",,,,,Purchase Orders,,
            Northbank,FLEX  LINE,LOC,CA,"5,000","$10,000",17.99%,variable,,,Bank Statements; Void Cheque,Tier 1,
            Blue Ox Equipment,Lease & Go,Equipment Lease,US,$2.5k,75000.00,6.99%,fixed,24,6 years,Equipment Quote,,
            """;

    /// 34 rows of 33 natural keys: row 35 contradicts row 23. Older ids, two columns for one switch, no country.
    static final String SWITCHES = """
            id;lender;name;type;min_amount;max_amount;factor rate;credit_score;months_in_business;active;is_active;fees;updated_at
            1000;Atlas Finance;Advance;merchant cash advances;10000;50000;1.10;550;;false;no;;2024-01-01
            1001;Bow River Capital;Advance;merchant cash advances;10000;50000;;555+;4 months;true;yes;"2 points; wire fee";2024-01-02
            1002;Cedar Funding;Advance;merchant cash advances;10000;50000;;560;5 months;true;yes;"née d'un ""prêt""\";2024-01-03
            1003;Delta Advance;Advance;merchant cash advances;10000;50000;;565+;;true;yes;;2024-01-04
            1004;Atlas Finance;Bridge;Working capital;10000;50000;;570;7 months;true;yes;"2 points; wire fee";2024-01-05
            1005;Bow River Capital;Bridge;Working capital;10000;50000;1.15;575+;8 months;true;yes;"née d'un ""prêt""\";2024-01-06
            1006;Cedar Funding;Bridge;Working capital;10000;50000;;580;;true;yes;;2024-01-07
            1007;Delta Advance;Bridge;Working capital;10000;50000;;585+;10 months;false;no;"2 points; wire fee";2024-01-08
            1008;Atlas Finance;Commerce Line;line of credit;10000;50000;;590;11 months;true;yes;"née d'un ""prêt""\";2024-01-09
            1009;Bow River Capital;Commerce Line;line of credit;10000;50000;;595+;;true;yes;;2024-01-10
            1010;Cedar Funding;Commerce Line;line of credit;10000;50000;1.20;600;13 months;true;yes;"2 points; wire fee";2024-01-11
            1011;Delta Advance;Commerce Line;line of credit;10000;50000;;605+;14 months;true;yes;"née d'un ""prêt""\";2024-01-12
            1012;Atlas Finance;Advance;merchant cash advances;50000;100000;;610;;true;yes;;2024-01-13
            1013;Bow River Capital;Advance;merchant cash advances;50000;100000;;615+;16 months;true;yes;"2 points; wire fee";2024-01-14
            1014;Cedar Funding;Advance;merchant cash advances;50000;100000;;620;17 months;false;no;"née d'un ""prêt""\";2024-01-15
            1015;Delta Advance;Advance;merchant cash advances;50000;100000;1.25;625+;;true;yes;;2024-01-16
            1016;Atlas Finance;Bridge;Working capital;50000;100000;;630;19 months;true;yes;"2 points; wire fee";2024-01-17
            1017;Bow River Capital;Bridge;Working capital;50000;100000;;635+;20 months;true;yes;"née d'un ""prêt""\";2024-01-18
            1018;Cedar Funding;Bridge;Working capital;50000;100000;;640;;true;yes;;2024-01-19
            1019;Delta Advance;Bridge;Working capital;50000;100000;;645+;22 months;true;yes;"2 points; wire fee";2024-01-20
            1020;Atlas Finance;Commerce Line;line of credit;50000;100000;1.30;650;23 months;true;yes;"née d'un ""prêt""\";2024-01-21
            1021;Bow River Capital;Commerce Line;line of credit;50000;100000;;655+;;false;no;;2024-01-22
            1022;Cedar Funding;Commerce Line;line of credit;50000;100000;;660;25 months;true;yes;"2 points; wire fee";2024-01-23
            1023;Delta Advance;Commerce Line;line of credit;50000;100000;;665+;26 months;true;yes;"née d'un ""prêt""\";2024-01-24
            1024;Atlas Finance;Advance;merchant cash advances;100000;250000;;670;;true;yes;;2024-01-25
            1025;Bow River Capital;Advance;merchant cash advances;100000;250000;1.35;675+;28 months;true;yes;"2 points; wire fee";2024-01-26
            1026;Cedar Funding;Advance;merchant cash advances;100000;250000;;680;29 months;true;yes;"née d'un ""prêt""\";2024-01-27
            1027;Delta Advance;Advance;merchant cash advances;100000;250000;;685+;;true;yes;;2024-01-28
            1028;Atlas Finance;Bridge;Working capital;100000;250000;;690;31 months;false;no;"2 points; wire fee";2024-01-01
            1029;Bow River Capital;Bridge;Working capital;100000;250000;;695+;32 months;true;yes;"née d'un ""prêt""\";2024-01-02
            1030;Cedar Funding;Bridge;Working capital;100000;250000;1.40;700;;true;yes;;2024-01-03
            1031;Delta Advance;Bridge;Working capital;100000;250000;;705+;34 months;true;yes;"2 points; wire fee";2024-01-04
            1032;Atlas Finance;Commerce Line;line of credit;100000;250000;;710;35 months;true;yes;"née d'un ""prêt""\";2024-01-05
            1033;Bow River Capital;Commerce Line;line of credit;50000;100000;;715+;;true;yes;;2024-01-06
            """;

    private LegacyFiles() {}
}
