'use strict';

module.exports = require('../rules').ruleOf('end_goes_on');
